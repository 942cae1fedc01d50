import { escapeHtml } from '../../../server/html.ts';
import { displayName } from '../../fields.ts';
import type { MarkupEra, PageFrame, PageTab, ProfilePage } from '../markup-era.ts';
import { profileRows } from '../profile-content.ts';
import { sessionScript } from '../session-script.ts';

const STYLE = `
html,body{margin:0;height:100%;font:15px/1.5 Inter,Arial,sans-serif;color:#38312f;background:#f6f6f4}
#app{display:flex;height:100vh}
nav.fabric-1q2w3e4-nav-root{width:190px;flex:none;background:#fff;padding:16px;box-sizing:border-box}
nav.fabric-1q2w3e4-nav-root a{display:block;padding:6px 0;color:#48413f;text-decoration:none}
#js-main-content{flex:1;overflow:auto}
.fabric-x8rxmk-root-root{background:#2e7918;color:#fff;padding:28px 40px 0}
.fabric-x8rxmk-root-root h1{margin:0;font-size:28px}
.fabric-tablist{display:flex;gap:4px;margin-top:16px}
.fabric-tablist a{padding:10px 16px;color:#fff;text-decoration:none;border-radius:8px 8px 0 0}
.fabric-tablist a[aria-current=page]{background:#f6f6f4;color:#2e7918;font-weight:600}
.PageContent{padding:24px 40px}
.fabric-card{background:#fff;border-radius:16px;padding:24px}
dt{color:#676260;font-size:13px}dd{margin:0 0 12px}`;

function mainNavigation(): string {
  const links: Array<[string, string, string]> = [
    ['home', '/home', 'Home'],
    ['my-info', '/employees/employee.php?id=me', 'My Info'],
    ['people', '/employees/directory.php', 'People'],
    ['hiring', '/hiring/jobs', 'Hiring'],
    ['reports', '/app/reports/', 'Reports'],
    ['files', '/files/', 'Files'],
  ];
  return links.map(([id, href, label]) => `<a data-bi-id="main-nav-${id}-tab" href="${href}">${label}</a>`).join('');
}

function documentOf(page: PageFrame, main: string): string {
  const own = page.viewer ? `/employees/employee.php?id=${page.viewer.id}` : '/home';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(page.title)}</title><style>${STYLE}</style>
${sessionScript(page)}</head>
<body><div id="app">
<nav class="fabric-1q2w3e4-nav-root" data-bi-id="main-nav" aria-label="Main">${mainNavigation().replace('/employees/employee.php?id=me', own)}<a href="/logout.php">Log Out</a></nav>
<main id="js-main-content" class="fabric-9k2j1h-MainContent">${main}</main>
</div></body></html>`;
}

function tabBar(tabs: PageTab[]): string {
  const links = tabs.map((tab) => {
    const current = tab.active ? ' aria-current="page"' : '';
    return `<a class="fabric-${tab.active ? '7hd2ka' : '1p0o9i'}-tab" href="${escapeHtml(tab.href)}"${current}>${escapeHtml(tab.label)}</a>`;
  });
  return `<nav class="fabric-tablist fabric-5tgb6y-tabs-root" aria-label="Employee">${links.join('')}</nav>`;
}

function profile(page: ProfilePage): string {
  const { employee } = page;
  const sub = [employee.pronouns, employee.jobTitle].filter((part) => part !== null).join(' · ');
  const rows = profileRows(page).map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`);
  return documentOf(
    page,
    `<header class="fabric-x8rxmk-root-root"><h1>${escapeHtml(displayName(employee))}</h1><p>${escapeHtml(sub)}</p>${tabBar(page.tabs)}</header>
<div class="PageContent"><section class="fabric-card"><h2>${escapeHtml(page.tabs.find((tab) => tab.active)?.label ?? '')}</h2><dl>${rows.join('')}</dl></section></div>`,
  );
}

/** Emotion-style hashed classes of 2025 and 2026 (reference §9.3). */
export const fabric2025: MarkupEra = {
  name: 'fabric-2025',
  profile,
  plain: (page) =>
    documentOf(
      page,
      `<div class="PageContent"><section class="fabric-card"><h1>${escapeHtml(page.title)}</h1>${page.body}</section></div>`,
    ),
};
