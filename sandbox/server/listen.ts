import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { sideOfHost } from './gateway.ts';
import type { Side } from './request-log.ts';

/** A server on loopback together with the connections it holds. */
export interface Listener {
  port: number;
  /** Cuts every connection that was opened for, or has served, this side. */
  cut(side: Side): void;
  close(): Promise<void>;
}

type AnyServer = Server | HttpsServer | Http2SecureServer;

async function listen(server: AnyServer, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: AnyServer, sockets: Iterable<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
}

/** Serves plain HTTP on 127.0.0.1. */
export async function listenHttp(handler: RequestListener, port: number): Promise<Listener> {
  const server = createHttpServer(handler);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return { port: await listen(server, port), cut: () => {}, close: () => close(server, sockets) };
}

/**
 * Serves HTTPS on 127.0.0.1. A new connection to a side that `isDown` is closed during the handshake,
 * as near to a refused connection as one shared port allows.
 */
export async function listenHttps(
  pems: { key: string; cert: string },
  handler: RequestListener,
  port: number,
  { isDown, http2 }: { isDown: (side: Side) => boolean; http2: boolean },
): Promise<Listener> {
  const sides = new Map<Socket, Side>();
  const server = http2
    ? createHttp2Server(pems, handler)
    : createHttpsServer({ ...pems, keepAliveTimeout: 30_000 }, (request, response) => {
        const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
        sides.set(request.socket, sideOfHost(host));
        handler(request, response);
      });
  server.on('secureConnection', (socket: TLSSocket) => {
    const side = sideOfHost(typeof socket.servername === 'string' ? socket.servername : '');
    if (isDown(side)) {
      socket.destroy();
      return;
    }
    sides.set(socket, side);
    socket.on('close', () => sides.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  const raw = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket));
  });
  return {
    port: await listen(server, port),
    cut: (side) => {
      for (const [socket, owner] of sides) if (owner === side) socket.destroy();
    },
    close: () => close(server, raw),
  };
}

/** HTTP/2 for Small Improvements alone: a browser would send both vendors, who share a port, over one connection. */
function createHttp2Server(pems: { key: string; cert: string }, handler: RequestListener): Http2SecureServer {
  const options = {
    ...pems,
    allowHTTP1: true,
    ALPNCallback: ({ servername }: { servername: string }) => (sideOfHost(servername) === 'si' ? 'h2' : 'http/1.1'),
  };
  // The handler reads both kinds of requests.
  const server = createSecureServer(options, handler as unknown as Parameters<typeof createSecureServer>[1]);
  server.on('sessionError', () => undefined);
  return server;
}
