import type { HttpBindings } from '@hono/node-server';
import { createGateway } from '../../sandbox/server/gateway.ts';
import type { World } from '../../sandbox/server/world.ts';

/**
 * A `fetch` straight into the sandbox, without servers and sockets in between: for tests that make thousands of requests.
 * A connection that is cut is the network error it is to a browser; a request whose caller has gone is still carried out.
 */
export function createDirectFetch(world: World): typeof fetch {
  const gateway = createGateway(world);
  return async (input, init) => {
    const { signal, ...rest } = init ?? {};
    if (signal?.aborted) throw new DOMException('aborted', 'AbortError');
    let cut = false;
    const socket = {
      get destroyed() {
        return cut;
      },
      destroy: () => {
        cut = true;
      },
    };
    const env = { incoming: { socket } } as unknown as HttpBindings;
    const answer = gateway(new Request(input, rest), env);
    const response = await (signal ? Promise.race([answer, aborted(signal)]) : answer);
    if (cut) throw new TypeError('the connection was cut');
    return response;
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
  });
}
