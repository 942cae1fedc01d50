import { Hono } from 'hono';
import { escapeHtml, htmlResponse, readCookie } from '../../server/html.ts';
import type { BambooEnv } from '../../server/world.ts';
import type { BambooCompany, BambooEmployee } from '../../state/bamboo-state.ts';
import { findSession, SESSION_COOKIE } from '../auth.ts';
import { displayName } from '../fields.ts';
import { findEra } from './find-era.ts';
import { loginPage, logout, redirectToLogin, submitLogin } from './login.ts';
import type { PageTab } from './markup-era.ts';
import { REPORT_PATH, strictResponse } from './strict-policy.ts';

/** Company-specific ids of the field tabs (reference §9.1). */
const PERSONAL_PAGE = '2097';
const JOB_PAGE = '2098';

/** The tab row of a profile: plain links to server routes (BambooHR reference §9.1, §9.2). */
function profileTabs(id: string, active: string): PageTab[] {
  const rows: Array<[string, string, string]> = [
    ['personal', 'Personal', `/employees/employee.php?id=${id}&page=${PERSONAL_PAGE}`],
    ['job', 'Job', `/employees/employee.php?id=${id}&page=${JOB_PAGE}`],
    ['time-off', 'Time Off', `/employees/pto/?id=${id}`],
    ['documents', 'Documents', `/employees/files/employeeFilesPage?id=${id}`],
    ['timesheets', 'Timesheets', `/employees/timesheet/?id=${id}`],
    ['benefits', 'Benefits', `/employees/benefits/?id=${id}`],
    ['emergency', 'Emergency', `/employees/contacts.php?id=${id}&e=${id}`],
  ];
  return rows.map(([tab, label, href]) => ({ id: tab, label, href, active: tab === active }));
}

const TAB_OF_PATH: Record<string, string> = {
  '/employees/pto/': 'time-off',
  '/employees/files/employeeFilesPage': 'documents',
  '/employees/timesheet/': 'timesheets',
  '/employees/benefits/': 'benefits',
  '/employees/contacts.php': 'emergency',
};

function activeTab(url: URL): string {
  return TAB_OF_PATH[url.pathname] ?? (url.searchParams.get('page') === JOB_PAGE ? 'job' : 'personal');
}

function findEmployee(company: BambooCompany, id: string | null): BambooEmployee | null {
  return company.employees.find((employee) => employee.id === id) ?? null;
}

function directoryBody(company: BambooCompany): string {
  const rows = company.employees
    .filter((employee) => employee.status === 'Active' && !employee.hiddenFromDirectory)
    .slice(0, 500)
    .map(
      (employee) =>
        `<li><a href="/employees/employee.php?id=${employee.id}">${escapeHtml(displayName(employee))}</a> ${escapeHtml(employee.jobTitle)}</li>`,
    );
  return `<ul>${rows.join('')}</ul>`;
}

/** The HTML pages of one company host. */
export const pageApp = new Hono<BambooEnv>();

pageApp.get('/login.php', (c) => loginPage(new URL(c.req.url), c.env.company));
pageApp.post('/login.php', (c) => submitLogin(c.req.raw, c.env.company));
pageApp.get('/logout.php', (c) => logout(c.env.company, readCookie(c.req.header('cookie'), SESSION_COOKIE)));

pageApp.post(REPORT_PATH, () => new Response(null, { status: 204 }));

pageApp.get('*', (c) => {
  const { company, world, trace } = c.env;
  const url = new URL(c.req.url);
  const session = findSession(company, c.req.header('cookie') ?? null);
  if (!session) return redirectToLogin(url);
  trace.who = `session:${session.employeeId}`;
  const viewer = findEmployee(company, session.employeeId);
  const { era, strict } = findEra(world.modes.bamboo.era);
  const respond = (html: string, status = 200): Response =>
    strict ? strictResponse(html, status) : htmlResponse(html, status);
  const frame = { company, viewer };
  if (url.pathname === '/' || url.pathname === '/home') {
    return respond(era.plain({ ...frame, title: 'Home', body: '<p>Welcome back.</p>' }));
  }
  if (url.pathname === '/employees/directory.php') {
    return respond(era.plain({ ...frame, title: 'People', body: directoryBody(company) }));
  }
  const isProfile = url.pathname === '/employees/employee.php' || url.pathname in TAB_OF_PATH;
  const employee = isProfile ? findEmployee(company, url.searchParams.get('id')) : null;
  if (!employee) {
    return respond(era.plain({ ...frame, title: 'Page not found', body: '<p>This page does not exist.</p>' }), 404);
  }
  const tab = activeTab(url);
  const manager = findEmployee(company, employee.supervisorEId);
  const title = displayName(employee) ?? 'Employee';
  return respond(
    era.profile({ ...frame, title, employee, manager, activeTab: tab, tabs: profileTabs(employee.id, tab) }),
  );
});
