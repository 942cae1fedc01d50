import { connect, type TLSSocket } from 'node:tls';
import { Agent, fetch as undiciFetch } from 'undici';

/**
 * A `fetch` for tests: every host name leads to the sandbox on 127.0.0.1:`port`, whatever certificate it shows.
 * The host name itself stays in the Host header and in the TLS handshake.
 */
export function createSandboxFetch(port: number): typeof fetch {
  const dispatcher = new Agent({
    connect: (options, callback) => {
      const socket: TLSSocket = connect({
        host: '127.0.0.1',
        port,
        servername: options.servername ?? options.hostname,
        rejectUnauthorized: false,
        ALPNProtocols: ['http/1.1'],
      });
      socket.once('secureConnect', () => callback(null, socket));
      socket.once('error', (error) => callback(error, null));
    },
    headersTimeout: 30_000,
    keepAliveTimeout: 1_000,
  });
  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const target = input instanceof Request ? input.url : input;
    const base: RequestInit =
      input instanceof Request
        ? {
            method: input.method,
            headers: input.headers,
            body: input.body === null ? null : await input.clone().arrayBuffer(),
            redirect: input.redirect,
            signal: input.signal,
          }
        : {};
    const options = { ...base, ...init, dispatcher } as unknown as Parameters<typeof undiciFetch>[1];
    return (await undiciFetch(target, options)) as unknown as Response;
  };
  return send;
}
