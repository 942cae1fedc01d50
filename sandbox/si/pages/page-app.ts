import { Hono } from 'hono';
import { readCookie } from '../../server/html.ts';
import { SESSION_COOKIE, sessionActor } from '../auth.ts';
import { appShell, REPORT_PATH } from './app-shell.ts';
import { serveAsset } from './assets.ts';
import { imageService } from './image-service.ts';
import { loginPage, logout, submitLogin } from './login.ts';
import { pageData } from './page-data.ts';
import { type PageEnv, refuse } from './page-env.ts';

/** Everything outside the API. Addresses beyond `/app/home` and objectives are not documented (reference §8). */
export const pageApp = new Hono<PageEnv>();

pageApp.get('/login', (c) => loginPage(new URL(c.req.url)));
pageApp.post('/login', (c) => submitLogin(c.req.raw, c.env.world, c.env.host));
pageApp.get('/logout', (c) => logout(c.env.world, readCookie(c.req.header('cookie'), SESSION_COOKIE)));

pageApp.post(REPORT_PATH, () => refuse(204));
pageApp.get('/imageservice', (c) => imageService(new URL(c.req.url).searchParams, c.env.world));
pageApp.get('/app/assets/*', (c) => {
  const { pathname, searchParams } = new URL(c.req.url);
  return serveAsset(pathname.slice('/app/assets/'.length), searchParams.get('era') ?? 'current');
});

pageApp.use('*', async (c, next) => {
  const { world, host, trace } = c.env;
  const { pathname, search } = new URL(c.req.url);
  const actor = sessionActor(c.req.raw, world, host);
  if (!actor) {
    if (pathname.startsWith('/app/data/')) return refuse(401);
    return c.redirect(`/login?redirect=${encodeURIComponent(pathname + search)}`);
  }
  trace.who = actor.who;
  c.set('viewer', actor.user);
  return next();
});

pageApp.route('/app/data', pageData);
pageApp.get('/app/data/*', () => refuse(404));
pageApp.get('/', (c) => c.redirect('/app/home'));
pageApp.get('*', (c) => appShell(c.env.world.modes.si, new URL(c.req.url).pathname.startsWith('/app/') ? 200 : 404));
