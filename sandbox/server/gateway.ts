import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { serveBamboo } from '../bamboo/serve-bamboo.ts';
import { serveSi } from '../si/serve-si.ts';
import { cutConnection } from './cut-connection.ts';
import { disturb } from './disturb.ts';
import type { Side } from './request-log.ts';
import { now, type Trace, type World } from './world.ts';

/** Which vendor a host name belongs to. */
export function sideOfHost(host: string): Side {
  if (host === 'bamboohr.com' || host.endsWith('.bamboohr.com')) return 'bamboo';
  if (host === 'small-improvements.com' || host.endsWith('.small-improvements.com')) return 'si';
  return 'other';
}

/**
 * The front door of both vendors: routes by host, logs, applies faults.
 * A request is read whole and then carried out even if its client goes away meanwhile.
 */
export function createGateway(world: World): (request: Request, env: HttpBindings) => Promise<Response> {
  return async (request, env) => {
    const url = new URL(request.url);
    const host = url.hostname.toLowerCase();
    const side = sideOfHost(host);
    const method = request.method.toUpperCase();
    const started = now();
    const body = method === 'GET' || method === 'HEAD' ? null : await request.text().catch(() => null);
    const trace: Trace = { who: 'anonymous' };
    const entry = world.requests.add({
      at: new Date(started).toISOString(),
      ms: null,
      side,
      host,
      method,
      path: url.pathname,
      query: url.search,
      body: body === null ? null : body.slice(0, 16_384),
      contentType: request.headers.get('content-type'),
      who: trace.who,
      status: null,
      fault: null,
    });
    if (side !== 'other' && world.stopped[side]) {
      cutConnection(env.incoming);
      return RESPONSE_ALREADY_SENT;
    }
    const handle = async (pretend: boolean): Promise<Response> => {
      const copy = new Request(request.url, { method, headers: request.headers, body });
      const acting = pretend ? { ...world, state: structuredClone(world.state) } : world;
      const bindings = { world: acting, trace, host };
      try {
        if (side === 'bamboo') return await serveBamboo(copy, bindings);
        if (side === 'si') return await serveSi(copy, bindings);
        return new Response('no such host here', { status: 421 });
      } finally {
        entry.who = trace.who;
      }
    };
    const fault = world.faults.take(side, method, url.pathname + url.search);
    if (fault) entry.fault = `fault ${fault.id}`;
    const triggers = world.triggers.take(side, method, url.pathname + url.search);
    await world.triggers.fire(triggers, 'before');
    const response = fault ? await disturb(fault, world, env, handle) : await handle(false);
    await world.triggers.fire(triggers, 'after');
    entry.ms = now() - started;
    if (response === null || env.incoming.socket.destroyed) return RESPONSE_ALREADY_SENT;
    entry.status = response.status;
    return response;
  };
}
