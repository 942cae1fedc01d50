import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createCertificate } from '../../../sandbox/server/certificate.ts';
import { createGateway } from '../../../sandbox/server/gateway.ts';
import { listenHttps } from '../../../sandbox/server/listen.ts';
import type { World as Company } from '../../../sandbox/server/world.ts';

/** Gives both sides of a company the name, so that many can be online at once. */
export function rename({ state }: Company, name: string): void {
  state.bamboo.subdomain = name;
  state.bambooOther.subdomain = `${name}-other`;
  state.si.subdomain = name;
}

/** Both systems of many companies on one HTTPS port; whose a request is, its host says. `latencyMs`: of each answer. */
export async function serveCompanies(
  companies: readonly Company[],
  latencyMs = 0,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const listeners = new Map<string, RequestListener>();
  for (const company of companies) {
    const gateway = createGateway(company);
    const answer = getRequestListener(
      async (request, env) => {
        if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
        return gateway(request, env as Parameters<typeof gateway>[1]);
      },
      { overrideGlobalObjects: false },
    );
    listeners.set(company.state.si.subdomain, (...given) => void answer(...given));
  }
  const listener: RequestListener = (request, response) => {
    const found = listeners.get(nameIn(request));
    if (found) found(request, response);
    else response.writeHead(421).end();
  };
  const { port, close } = await listenHttps(await createCertificate(), listener, 0, {
    isDown: () => false,
    http2: false,
  });
  return { port, stop: close };
}

function nameIn({ headers }: IncomingMessage): string {
  return (headers.host ?? '').split('.')[0] ?? '';
}
