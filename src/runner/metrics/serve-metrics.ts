import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { logError } from '../../shared/log.ts';
import { RunnerError } from '../runner-error.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** As it stands in an address or in the head of a request, with or without a port. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;
const answerMs = 10_000;

/**
 * Serves the metrics at `/metrics`, to programs of this machine alone: they have no login. `port` 0 takes any.
 * Errors: `metrics-address` for an address that others reach, or that is taken
 */
export async function serveMetrics(
  metrics: Metrics,
  { port, address = '127.0.0.1' }: { readonly port: number; readonly address?: string },
): Promise<MetricsServer> {
  if (!loopback.test(address)) throw new RunnerError('metrics-address');
  const server = createServer((request, response) => {
    answer(metrics, request, response).catch((thrown: unknown) => {
      logError('metrics', thrown);
      response.writeHead(500).end();
    });
  });
  server.requestTimeout = answerMs;
  const listening = once(server, 'listening');
  server.listen(port, address);
  try {
    await listening;
  } catch (cause) {
    throw new RunnerError('metrics-address', { cause });
  }
  const at = server.address();
  return {
    port: typeof at === 'object' && at !== null ? at.port : port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(metrics: Metrics, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page in a browser of this machine may reach us under a name of its own.
  if (!isOwnName(request.headers.host)) return void response.writeHead(403).end();
  if (request.url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end();
  if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
}

function isOwnName(host = ''): boolean {
  const name = isIP(host) === 6 ? host : host.replace(/:\d+$/, '');
  return loopback.test(name);
}
