import type { VendorBindings } from '../server/world.ts';
import { apiApp } from './api-app.ts';
import { pageApp } from './pages/page-app.ts';

/** Answers a request to any `*.small-improvements.com` host. */
export async function serveSi(request: Request, bindings: VendorBindings): Promise<Response> {
  const { world, host } = bindings;
  const sub = host === 'small-improvements.com' ? 'www' : host.slice(0, -'.small-improvements.com'.length);
  if (!['app', 'www', world.state.si.subdomain].includes(sub)) {
    return new Response('', { status: 302, headers: { Location: 'https://www.small-improvements.com/' } });
  }
  const url = new URL(request.url);
  if (!url.pathname.startsWith('/api/')) return pageApp.fetch(request, bindings);
  url.pathname = url.pathname.slice(4);
  return apiApp.fetch(new Request(url, request), bindings);
}
