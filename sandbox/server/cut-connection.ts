import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';

/** Kills the connection a request came by, and with HTTP/2 every other request on it. */
export function cutConnection(incoming: IncomingMessage | Http2ServerRequest): void {
  if ('stream' in incoming) incoming.stream.session?.destroy();
  else incoming.socket.destroy();
}
