import { htmlResponse } from '../server/html.ts';
import { bambooError } from '../server/vendor-error.ts';
import type { VendorBindings } from '../server/world.ts';
import type { BambooCompany } from '../state/bamboo-state.ts';
import { apiApp } from './api-app.ts';
import { unauthorized } from './auth.ts';
import { fieldContext } from './fields.ts';
import { pageApp } from './pages/page-app.ts';
import { imageHost, resourceHost } from './photo.ts';

const MARKETING =
  '<!doctype html><html lang="en"><head><title>BambooHR: The Complete HR Software</title></head><body><h1>HR with heart</h1></body></html>';

/** The same request under another path. */
function withPath(request: Request, path: string): Request {
  const url = new URL(request.url);
  url.pathname = path;
  return new Request(url, request);
}

/** Answers a request to any `*.bamboohr.com` host. */
export async function serveBamboo(request: Request, bindings: VendorBindings): Promise<Response> {
  const url = new URL(request.url);
  const { world, host } = bindings;
  const companies = [world.state.bamboo, world.state.bambooOther];
  const find = (name: string): BambooCompany | undefined =>
    companies.find((company) => company.subdomain === name.toLowerCase());
  const sub = host === 'bamboohr.com' ? 'www' : host.slice(0, -'.bamboohr.com'.length);
  if (sub === 'www') return htmlResponse(MARKETING);
  if (/^images\d*$/.test(sub)) return imageHost(url, companies.map(fieldContext), world.modes.bamboo);
  if (sub === 'resources') return resourceHost(url);
  if (sub === 'api') {
    const match = /^\/api\/gateway\.php\/([^/]+)(\/.*)$/.exec(url.pathname);
    if (!match) return bambooError(404, 'Not found');
    const [, name = '', path = ''] = match;
    const company = find(name);
    if (company) return apiApp.fetch(withPath(request, path), { ...bindings, company, gateway: true });
    const status = world.modes.bamboo.gatewayUnknownCompany;
    return status === 401 ? unauthorized(name) : bambooError(status, 'Unknown company');
  }
  const company = find(sub);
  // BambooHR reference §3.4: an unknown account on form A leads to the marketing site.
  if (!company && world.modes.bamboo.unknownCompany === 404) return bambooError(404, 'Not found');
  if (!company) return new Response('', { status: 302, headers: { Location: 'https://www.bamboohr.com/' } });
  const env = { ...bindings, company, gateway: false };
  if (url.pathname.startsWith('/api/')) return apiApp.fetch(withPath(request, url.pathname.slice(4)), env);
  return pageApp.fetch(request, env);
}
