import { randomBytes } from 'node:crypto';
import { escapeHtml, htmlResponse, readForm } from '../../server/html.ts';
import { now, type World } from '../../server/world.ts';
import { foldText } from '../../text.ts';
import { SESSION_COOKIE } from '../auth.ts';

/** What follows the value in `Set-Cookie`. */
function attributes({ si }: World['modes']): string {
  const sameSite = si.sessionCookie === 'none' ? 'None' : 'Lax';
  const domain = si.sessionHosts === 'all' ? '; Domain=small-improvements.com' : '';
  return `Path=/; HttpOnly; Secure; SameSite=${sameSite}${domain}`;
}

function form(returnTo: string, message: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Log in to Small Improvements</title></head>
<body><main><h1>Log in</h1>${message === '' ? '' : `<p role="alert">${escapeHtml(message)}</p>`}
<form method="post" action="/login"><input type="hidden" name="redirect" value="${escapeHtml(returnTo)}">
<label>Email <input name="loginname" type="email" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button type="submit">Log in</button></form></main></body></html>`;
}

function localPath(path: string | null | undefined): string {
  return path?.startsWith('/') && !path.startsWith('//') ? path : '/app/home';
}

export function loginPage(url: URL): Response {
  return htmlResponse(form(localPath(url.searchParams.get('redirect')), ''));
}

/** Opens a session for an active account; the cookie counts on this host (by mode on every host). */
export async function submitLogin(request: Request, world: World, host: string): Promise<Response> {
  const values = readForm(await request.text());
  const returnTo = localPath(values['redirect']);
  const login = foldText(values['loginname']);
  const user = world.state.si.users.find((entry) => foldText(entry.loginname) === login);
  if (!user?.isActive || user.password === null || user.password !== values['password']) {
    return htmlResponse(form(returnTo, 'Login failed. Please check your email and password.'), 401);
  }
  const cookie = randomBytes(18).toString('hex');
  world.state.si.sessions.push({ cookie, userId: user.id, host });
  user.previousLoginDate = user.lastLoginDate;
  user.lastLoginDate = now();
  user.loginCounter += 1;
  return new Response('', {
    status: 302,
    headers: { Location: returnTo, 'Set-Cookie': `${SESSION_COOKIE}=${cookie}; ${attributes(world.modes)}` },
  });
}

export function logout(world: World, cookie: string | null): Response {
  const { si } = world.state;
  si.sessions = si.sessions.filter((session) => session.cookie !== cookie);
  return new Response('', {
    status: 302,
    headers: { Location: '/login', 'Set-Cookie': `${SESSION_COOKIE}=; ${attributes(world.modes)}; Max-Age=0` },
  });
}
