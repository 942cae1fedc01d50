import type { HttpBindings } from '@hono/node-server';
import type { Modes } from '../state/modes.ts';
import { cutConnection } from './cut-connection.ts';
import type { Fault } from './faults.ts';
import { htmlResponse } from './html.ts';
import { bambooError, siError } from './vendor-error.ts';
import type { World } from './world.ts';

const PORTAL_PAGE =
  '<!doctype html><html><head><title>Sign in to the network</title></head><body>Accept the terms.</body></html>';

const STATUS_TEXT: Record<number, string> = {
  401: 'API key not provided or invalid',
  403: 'Forbidden',
  404: 'Not found',
  429: 'Limit exceeded',
  500: 'Internal error',
  503: 'Service unavailable',
};

/** Does not keep the process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/**
 * Runs a request under a fault. `handle` carries the request out, or only answers as if it had; the result is
 * what the client gets, or null when its connection was cut.
 */
export async function disturb(
  fault: Fault,
  { modes, faults }: Pick<World, 'modes' | 'faults'>,
  env: HttpBindings,
  handle: (pretend: boolean) => Promise<Response>,
): Promise<Response | null> {
  const wait = async () => {
    if (fault.delayMs !== undefined) await pause(fault.delayMs);
    if (fault.hold === true) await faults.untilRemoved(fault.id);
  };
  if (fault.after !== 'apply') await wait();
  const replaces =
    fault.status !== undefined ||
    fault.html === true ||
    fault.json !== undefined ||
    (fault.reset === true && fault.truncate === undefined);
  const real = !replaces || fault.after === 'apply' ? await handle(fault.pretend === true) : null;
  if (fault.after === 'apply') await wait();
  if (replaces) {
    if (fault.html === true) return htmlResponse(PORTAL_PAGE, fault.status ?? 200);
    if (fault.json !== undefined) return Response.json(fault.json, { status: fault.status ?? 200 });
    if (fault.status !== undefined) return errorOf(fault, fault.status, modes);
    cutConnection(env.incoming);
    return null;
  }
  if (real === null || fault.truncate === undefined) return real;
  const bytes = new Uint8Array(await real.arrayBuffer());
  const cut = bytes.slice(0, fault.truncate);
  const headers = new Headers(real.headers);
  if (fault.reset !== true) return new Response(cut, { status: real.status, headers });
  env.outgoing.writeHead(real.status, { ...Object.fromEntries(headers), 'content-length': String(bytes.length) });
  env.outgoing.write(cut, () => cutConnection(env.incoming));
  return null;
}

function errorOf(fault: Fault, status: number, modes: Modes): Response {
  const headers: Record<string, string> = {};
  if (fault.retryAfter !== undefined) headers['Retry-After'] = String(fault.retryAfter);
  const text = STATUS_TEXT[status] ?? `Error ${status}`;
  return fault.side === 'bamboo' ? bambooError(status, text, headers) : siError(modes, status, text, headers);
}
