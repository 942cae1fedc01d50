import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { createBambooApi } from '../../src/bamboo-api/create-bamboo-api.ts';
import type { BambooApi } from '../../src/bamboo-api/bamboo-api.ts';
import type { SiApi } from '../../src/si-api/si-api.ts';
import { createSiApi } from '../../src/si-api/create-si-api.ts';
import { createTestClock } from '../http/test-clock.ts';
import { createSandboxFetch } from '../sandbox/sandbox-fetch.ts';

export interface Connected {
  readonly sandbox: Sandbox;
  /** A client of the sandbox's BambooHR; with its usual key and subdomain unless told otherwise. */
  bamboo(options?: { readonly key?: string; readonly subdomain?: string }): BambooApi;
  /** A client of the sandbox's Small Improvements; with the admin's token unless told otherwise. */
  si(options?: { readonly token?: string; readonly address?: string }): SiApi;
  /** Requests so far, as `METHOD path`. */
  calls(): readonly string[];
}

/** Both stand-ins and clients for them; back-off waits end at once. Stopped with the test. */
export async function connectSandbox(options: SandboxOptions = {}): Promise<Connected> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.stop());
  const fetch = createSandboxFetch(sandbox.port);
  const clock = createTestClock(Date.now());
  const { accounts } = sandbox;
  return {
    sandbox,
    bamboo: ({ key = accounts.bamboo.apiKey, subdomain = accounts.bamboo.subdomain } = {}) =>
      createBambooApi({ subdomain, apiKey: key, fetch, clock }),
    si: ({ token = accounts.smallImprovements.token, address = accounts.smallImprovements.address } = {}) =>
      createSiApi({ address, token, fetch, clock }),
    calls: () => sandbox.requests.entries.map((entry) => `${entry.method} ${decodeURIComponent(entry.path)}`),
  };
}

/** The error code a promise rejects with, or `none`. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: { code?: string; message?: string }) => error.code ?? error.message ?? 'unknown',
  );
}
