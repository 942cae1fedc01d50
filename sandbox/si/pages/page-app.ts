import { Hono } from 'hono';
import { escapeHtml, htmlResponse, readCookie } from '../../server/html.ts';
import type { SiEnv } from '../../server/world.ts';
import type { SiUser } from '../../state/si-state.ts';
import { SESSION_COOKIE, sessionActor } from '../auth.ts';
import { displayName } from '../user-shapes.ts';
import { appPage, avatar } from './layout.ts';
import { loginPage, logout, submitLogin } from './login.ts';

function profileBody(user: SiUser, manager: SiUser | undefined): string {
  const rows: Array<[string, string]> = [
    ['Email', user.email],
    ['Role', user.role ?? '—'],
    ['Department', user.department ?? '—'],
    ['Location', user.location ?? '—'],
    ['Reporting to', manager ? displayName(manager) : '—'],
  ];
  const list = rows.map(([label, value]) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  return `${avatar(user)}<dl>${list}</dl><p><a href="/app/users/${escapeHtml(user.id)}/edit">Edit profile</a></p>`;
}

function editBody(user: SiUser, manager: SiUser | undefined): string {
  const input = (label: string, name: string, value: string | null): string =>
    `<label><span>${label}</span><input name="${name}" value="${escapeHtml(value)}"></label>`;
  const genders = ['female', 'male', 'unspecified'].map(
    (gender) => `<option value="${gender}"${gender === user.gender ? ' selected' : ''}>${gender}</option>`,
  );
  return `<form method="post">${input('First name', 'firstName', user.firstName)}${input('Last name', 'lastName', user.lastName)}
${input('Work email', 'email', user.email)}<label><span>Gender</span><select name="gender">${genders.join('')}</select></label>
${input('Location', 'location', user.location)}${input('Role', 'role', user.role)}${input('Department', 'department', user.department)}
${input('Reporting to', 'manager', manager ? displayName(manager) : '')}${input('Team', 'team', user.team)}
<button type="submit">Save</button></form>`;
}

function directoryBody(users: SiUser[]): string {
  const rows = users
    .filter((user) => user.isActive)
    .slice(0, 500)
    .map(
      (user) =>
        `<li>${avatar(user)} <a href="/app/users/${escapeHtml(user.id)}">${escapeHtml(displayName(user))}</a></li>`,
    );
  return `<ul>${rows.join('')}</ul>`;
}

/** The HTML pages. Their addresses beyond `/app/home` are not documented (reference §8). */
export const pageApp = new Hono<SiEnv>();

pageApp.get('/login', (c) => loginPage(new URL(c.req.url)));
pageApp.post('/login', (c) => submitLogin(c.req.raw, c.env.world, c.env.host));
pageApp.get('/logout', (c) => logout(c.env.world, readCookie(c.req.header('cookie'), SESSION_COOKIE)));

pageApp.get('*', (c) => {
  const { world, host, trace } = c.env;
  const url = new URL(c.req.url);
  const actor = sessionActor(c.req.raw, world, host);
  if (!actor) {
    const target = encodeURIComponent(url.pathname + url.search);
    return new Response('', { status: 302, headers: { Location: `/login?redirect=${target}` } });
  }
  trace.who = actor.who;
  const { users } = world.state.si;
  const profile = /^\/app\/users\/([^/]+)(\/edit)?$/.exec(url.pathname);
  if (profile) {
    const user = users.find((entry) => entry.id === decodeURIComponent(profile[1] ?? ''));
    const manager = users.find((entry) => entry.id === user?.managerId);
    if (!user) return htmlResponse(appPage(actor.user, 'Not found', ''), 404);
    const body = profile[2] === undefined ? profileBody(user, manager) : editBody(user, manager);
    return htmlResponse(appPage(actor.user, displayName(user), body));
  }
  if (url.pathname === '/app/directory') return htmlResponse(appPage(actor.user, 'Directory', directoryBody(users)));
  if (url.pathname === '/') return new Response('', { status: 302, headers: { Location: '/app/home' } });
  if (!url.pathname.startsWith('/app/')) return htmlResponse(appPage(actor.user, 'Not found', ''), 404);
  return htmlResponse(
    appPage(actor.user, url.pathname === '/app/home' ? 'Home' : 'Small Improvements', '<p>Hello.</p>'),
  );
});
