import { escapeHtml } from '../../server/html.ts';
import { displayName } from '../fields.ts';
import type { PageFrame, ProfilePage } from './markup-era.ts';
import { profileRows } from './profile-content.ts';
import { sessionScript } from './session-script.ts';

/** Links of the main navigation; `data-bi-id` starts with `main-nav` in every era (reference §9.3). */
export function mainLinks(page: PageFrame, className: string): string {
  const own = page.viewer ? `/employees/employee.php?id=${page.viewer.id}` : '/home';
  const links: Array<[string, string, string]> = [
    ['home', '/home', 'Home'],
    ['my-info', own, 'My Info'],
    ['people', '/employees/directory.php', 'People'],
    ['hiring', '/hiring/jobs', 'Hiring'],
    ['reports', '/app/reports/', 'Reports'],
    ['files', '/files/', 'Files'],
  ];
  return links
    .map(([id, href, label]) => `<a class="${className}" data-bi-id="main-nav-${id}-tab" href="${href}">${label}</a>`)
    .join('');
}

/** A whole document with the inline globals every era has. `body` is trusted HTML. */
export function htmlDocument(page: PageFrame, css: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(page.title)}</title><style>${css}</style>
${sessionScript(page)}</head>
<body>${body}</body></html>`;
}

/** "she/her · Engineer". */
export function subtitle({ employee }: ProfilePage): string {
  return escapeHtml([employee.pronouns, employee.jobTitle].filter((part) => part !== null).join(' · '));
}

export function personName({ employee }: ProfilePage): string {
  return escapeHtml(displayName(employee));
}

/** The facts of the open tab as a definition list under its heading. */
export function facts(page: ProfilePage): string {
  const rows = profileRows(page).map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`);
  const heading = escapeHtml(page.tabs.find((tab) => tab.active)?.label ?? '');
  return `<h2>${heading}</h2><dl>${rows.join('')}</dl>`;
}
