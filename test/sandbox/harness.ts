import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { defaultModes, mergeModes } from '../../sandbox/state/modes.ts';
import { createSandboxFetch } from './sandbox-fetch.ts';

export interface Harness {
  readonly sandbox: Sandbox;
  readonly fetch: typeof fetch;
  /** `GET`/… on the BambooHR API with a key by name; JSON is accepted unless headers say otherwise. */
  bamboo(path: string, init?: RequestInit & { key?: string }): Promise<Response>;
  /** The same on the Small Improvements API with a token by name. */
  si(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  siJson(path: string, init?: RequestInit & { token?: string }): Promise<unknown>;
  /** A write with a JSON body. */
  siWrite(method: string, path: string, body?: unknown, token?: string): Promise<Response>;
  report(fields: string[], key?: string, query?: string): Promise<{ fields: Array<{ id: string }>; employees: Row[] }>;
}

export type Row = Record<string, unknown>;

/** Starts a sandbox for the tests of one file; state, modes, faults and log are fresh for every test. */
export function useSandbox(options: SandboxOptions = {}): Harness {
  let sandbox: Sandbox;
  let send: typeof fetch;
  let fresh: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ employees: 100, ...options });
    send = createSandboxFetch(sandbox.port);
    fresh = JSON.stringify(sandbox.state);
  });
  beforeEach(() => {
    sandbox.state = JSON.parse(fresh) as Sandbox['state'];
    mergeModes(sandbox.modes, defaultModes());
    sandbox.faults.clear();
    sandbox.triggers.clear();
    sandbox.requests.clear();
    sandbox.setRunning('si', true);
    sandbox.setRunning('bamboo', true);
  });
  afterAll(() => sandbox.stop());

  const harness: Harness = {
    get sandbox() {
      return sandbox;
    },
    get fetch() {
      return send;
    },
    bamboo: (path, { key = 'full', headers, ...init } = {}) =>
      send(`https://larkspur.bamboohr.com/api/v1/${path}`, {
        redirect: 'manual',
        ...init,
        headers: {
          Accept: 'application/json',
          Authorization: `Basic ${btoa(`${sandbox.accounts.bamboo.keys[key] ?? key}:x`)}`,
          ...(headers as Record<string, string> | undefined),
        },
      }),
    si: (path, { token = 'admin', headers, ...init } = {}) =>
      send(`${sandbox.accounts.smallImprovements.address}/api/v2/${path}`, {
        redirect: 'manual',
        ...init,
        headers: {
          Accept: 'application/json',
          Authorization: `Bearer ${sandbox.accounts.smallImprovements.tokens[token] ?? token}`,
          ...(headers as Record<string, string> | undefined),
        },
      }),
    siJson: async (path, init) => (await harness.si(path, init)).json(),
    siWrite: (method, path, body, token = 'admin') =>
      harness.si(path, {
        method,
        token,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json;charset=UTF-8' } }),
      }),
    report: async (fields, key = 'full', query = 'format=json&onlyCurrent=true') => {
      const response = await harness.bamboo(`reports/custom?${query}`, {
        method: 'POST',
        key,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ fields }),
      });
      return (await response.json()) as Awaited<ReturnType<Harness['report']>>;
    },
  };
  return harness;
}
