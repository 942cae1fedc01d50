import { Hono } from 'hono';
import { siError } from '../server/vendor-error.ts';
import type { SiApiEnv } from './api-env.ts';
import { authenticate } from './auth.ts';
import { objectives } from './objectives.ts';
import { rateLimit } from './rate-limit.ts';
import { SiRefusal } from './reply.ts';
import { reviews } from './reviews.ts';
import { exportUsers } from './user-export.ts';
import { userReads } from './user-reads.ts';
import { userWrites } from './user-writes.ts';

/** API v2; paths after `/api`. */
export const apiApp = new Hono<SiApiEnv>();

apiApp.get('/avatars/:colour/:file', (c) => {
  const initials = c.req.param('file').replace(/\.(svg|png)$/, '');
  const hue = (Number(c.req.param('colour')) * 30) % 360;
  const text = initials.replace(/[<>&"]/g, '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue},45%,45%)"/><text x="32" y="40" font-size="24" text-anchor="middle" fill="#fff" font-family="sans-serif">${text}</text></svg>`;
  return new Response(svg, {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=31536000' },
  });
});

apiApp.use('/v2/*', async (c, next) => {
  const { world, host, trace } = c.env;
  const url = new URL(c.req.url);
  if (url.pathname.length + url.search.length > world.modes.si.maxUrlBytes)
    return siError(world.modes, 414, 'URI too long');
  // Corrections §14: a public bot says its calls break without the header.
  if (world.modes.si.userAgent === 'required' && c.req.header('user-agent') === undefined)
    return siError(world.modes, 400, 'User-Agent is required');
  const actor = authenticate(c.req.raw, world, host);
  if (actor instanceof Response) return actor;
  trace.who = actor.who;
  const limited = rateLimit(world);
  if (limited) return limited;
  c.set('actor', actor);
  return next();
});

apiApp.get('/v2/users/export_csv', (c) => exportUsers(c));
apiApp.route('/v2/users', userReads);
apiApp.route('/v2/users', userWrites);
apiApp.route('/v2', reviews);
apiApp.route('/v2', objectives);
apiApp.notFound((c) => siError(c.env.world.modes, 404, 'Not found'));
apiApp.onError((error, c) => {
  if (error instanceof SiRefusal) return error.toResponse(c.env.world);
  throw error;
});
