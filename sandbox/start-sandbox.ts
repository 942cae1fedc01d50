import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Accounts, accountsOf } from './accounts.ts';
import { buildWorld } from './company/build-world.ts';
import { createCertificate } from './server/certificate.ts';
import { createControlApp } from './server/control.ts';
import type { FaultList } from './server/faults.ts';
import { createGateway } from './server/gateway.ts';
import { listenHttp, listenHttps } from './server/listen.ts';
import type { RequestLog } from './server/request-log.ts';
import type { TriggerList } from './server/triggers.ts';
import type { Modes } from './state/modes.ts';
import type { SandboxState } from './state/sandbox-state.ts';

export interface SandboxOptions {
  /** BambooHR records; the scenario's own number or 250 by default. */
  employees?: number;
  seed?: number;
  scenario?: string;
  /** HTTPS port; 0 takes a free one. */
  port?: number;
  /** `YYYY-MM-DD` the company is generated for; the present UTC day by default. */
  today?: string;
  /** Small Improvements speaks HTTP/2. */
  http2?: boolean;
}

/** A running pair of stand-ins. Everything here is live: changes count from the next request on. */
export interface Sandbox {
  port: number;
  controlUrl: string;
  accounts: Accounts;
  /** The whole state; assigning it replaces everything. */
  state: SandboxState;
  readonly modes: Modes;
  readonly faults: FaultList;
  readonly triggers: TriggerList;
  readonly requests: RequestLog;
  /** Takes one side off the network or puts it back. */
  setRunning(side: 'bamboo' | 'si', running: boolean): void;
  stop(): Promise<void>;
}

/** A Node listener of a fetch handler; answering goes on by itself. */
function listener(handler: Parameters<typeof getRequestListener>[0]): RequestListener {
  const answer = getRequestListener(handler, { overrideGlobalObjects: false });
  return (request, response) => {
    void answer(request, response);
  };
}

/**
 * Starts both vendors on one loopback HTTPS port and the control API on another.
 * Throws RangeError for an unknown scenario, and when the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { world, keyName } = buildWorld(options);
  const accounts = (): Accounts => accountsOf(world.state, keyName);
  const gateway = createGateway(world);
  const https = await listenHttps(
    await createCertificate(),
    listener((request, env) => gateway(request, env as Parameters<typeof gateway>[1])),
    options.port ?? 0,
    { isDown: (side) => side !== 'other' && world.stopped[side], http2: options.http2 ?? false },
  );
  const setRunning = (side: 'bamboo' | 'si', running: boolean): void => {
    world.stopped[side] = !running;
    if (!running) https.cut(side);
  };
  const control = createControlApp(world, { accounts, setRunning });
  world.triggers.perform = async ({ method, path, body }) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    return (await control.request(path, init)).status;
  };
  const http = await listenHttp(listener(control.fetch), 0);
  return {
    port: https.port,
    controlUrl: `http://127.0.0.1:${http.port}`,
    get accounts() {
      return accounts();
    },
    get state() {
      return world.state;
    },
    set state(state) {
      world.state = state;
    },
    modes: world.modes,
    faults: world.faults,
    triggers: world.triggers,
    requests: world.requests,
    setRunning,
    stop: async () => {
      await Promise.all([https.close(), http.close()]);
    },
  };
}
