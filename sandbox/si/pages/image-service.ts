import { createPicture } from '../../bamboo/picture/create-picture.ts';
import { stableHash } from '../../random.ts';
import type { World } from '../../server/world.ts';
import { refuse } from './page-env.ts';

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><circle cx="16" cy="16" r="12" fill="#f59e0b"/><path d="M16 7v18M7 16h18" stroke="#fff" stroke-width="3"/><text x="36" y="22" font-family="sans-serif" font-size="17" font-weight="700" fill="#334155">Larkspur</text></svg>';

function badge(id: string): string {
  const hue = stableHash(id) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M16 2l4 9 10 1-7 7 2 10-9-5-9 5 2-10-7-7 10-1z" fill="hsl(${hue},80%,55%)"/></svg>`;
}

function svg(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' } });
}

/** `GET /imageservice`: public images by id (reference §3.6); people's pictures stand there by inference. */
export function imageService(query: URLSearchParams, world: World): Response {
  const id = query.get('id') ?? '';
  if (id.startsWith('company-logo-')) return svg(LOGO);
  if (id.startsWith('badge-icon-')) return svg(badge(id));
  const userId = id.startsWith('profile-picture-') ? id.slice('profile-picture-'.length) : null;
  const user = world.state.si.users.find((entry) => entry.id === userId);
  if (!user?.picture) return refuse(404);
  const size = Math.min(Math.max(Number(query.get('size') ?? 200) || 200, 16), 400);
  const { bytes } = createPicture(`si-${user.id}`, size, { photoFormat: 'png', photoBytes: 0 });
  return new Response(bytes, { headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' } });
}
