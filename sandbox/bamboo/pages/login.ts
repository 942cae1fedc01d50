import { randomBytes } from 'node:crypto';
import { escapeHtml, htmlResponse, readForm } from '../../server/html.ts';
import type { BambooCompany } from '../../state/bamboo-state.ts';
import { SESSION_COOKIE } from '../auth.ts';

function form(company: BambooCompany, returnTo: string, message: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Login</title></head>
<body><main><h1>${escapeHtml(company.displayName)}</h1>${message === '' ? '' : `<p role="alert">${escapeHtml(message)}</p>`}
<form method="post" action="/login.php"><input type="hidden" name="r" value="${escapeHtml(returnTo)}">
<label>Email <input name="username" type="email" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button type="submit">Log In</button></form></main></body></html>`;
}

/** A local path only, so that the form cannot lead elsewhere. */
function localPath(path: string): string {
  return path.startsWith('/') && !path.startsWith('//') ? path : '/home';
}

export function loginPage(url: URL, company: BambooCompany): Response {
  return htmlResponse(form(company, localPath(url.searchParams.get('r') ?? '/home'), ''));
}

/** Sends somebody without a session to the login form and back again. */
export function redirectToLogin(url: URL): Response {
  const target = encodeURIComponent(url.pathname + url.search);
  return new Response('', { status: 302, headers: { Location: `/login.php?r=${target}` } });
}

/** Checks work e-mail and password of an active employee and opens a page session. */
export async function submitLogin(request: Request, company: BambooCompany): Promise<Response> {
  const values = readForm(await request.text());
  const returnTo = localPath(values['r'] ?? '/home');
  const login = (values['username'] ?? '').toLowerCase();
  const employee = company.employees.find(
    (entry) => entry.workEmail?.toLowerCase() === login && entry.status === 'Active',
  );
  if (!employee || values['password'] !== company.password) {
    return htmlResponse(form(company, returnTo, 'The email or password you entered is incorrect.'));
  }
  const cookie = randomBytes(16).toString('hex');
  const admin = company.keys[0]?.employeeId === employee.id;
  company.sessions.push({
    cookie,
    employeeId: employee.id,
    keyName: admin ? (company.keys[0]?.name ?? '') : 'selfOnly',
  });
  return new Response('', {
    status: 302,
    headers: {
      Location: returnTo,
      'Set-Cookie': `${SESSION_COOKIE}=${cookie}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    },
  });
}

export function logout(company: BambooCompany, cookie: string | null): Response {
  company.sessions = company.sessions.filter((session) => session.cookie !== cookie);
  return new Response('', {
    status: 302,
    headers: {
      Location: '/login.php',
      'Set-Cookie': `${SESSION_COOKIE}=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0`,
    },
  });
}
