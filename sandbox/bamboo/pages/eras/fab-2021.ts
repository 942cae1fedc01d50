import { escapeHtml } from '../../../server/html.ts';
import type { MarkupEra, PageFrame } from '../markup-era.ts';
import { facts, htmlDocument, mainLinks, personName, subtitle } from '../shell.ts';

const STYLE = `
html,body{margin:0;font:15px/22px "Source Sans Pro",Arial,sans-serif;color:#333;background:#f4f4f4}
.fab-Nav{background:#fff;padding:12px 24px;box-shadow:0 1px 0 #ddd}
.fab-Nav a{margin-right:18px;color:#555;text-decoration:none}
.PageHeader{background:#2f7d3b;color:#fff;padding:24px 32px 0}
.PageHeader h1{margin:0;font-size:26px;line-height:32px}
.fab-Tabs{display:flex;margin-top:18px;column-gap:2px}
.fab-Tab{padding:9px 15px 11px;color:rgba(255,255,255,.9);text-decoration:none;font-size:15px;border-bottom:3px solid transparent}
.fab-Tab--active{border-bottom-color:#fff;color:#fff;font-weight:600}
main{display:block;padding:24px 32px}
.fab-Card{background:#fff;border-radius:4px;padding:24px;box-shadow:0 1px 2px rgba(0,0,0,.15)}
dt{color:#666}dd{margin:0 0 10px}`;

function frame(page: PageFrame, main: string): string {
  return htmlDocument(
    page,
    STYLE,
    `<div class="fab-Nav" data-bi-id="main-nav">${mainLinks(page, 'fab-Nav__link')}</div>${main}`,
  );
}

/** Fabric v1: `fab-*` classes and a tab list with roles (reference §9.3). */
export const fab2021: MarkupEra = {
  name: 'fab-2021',
  profile: (page) => {
    const tabs = page.tabs.map(
      (tab) =>
        `<a role="tab" class="fab-Tab${tab.active ? ' fab-Tab--active' : ''}" aria-selected="${tab.active}" href="${escapeHtml(tab.href)}">${escapeHtml(tab.label)}</a>`,
    );
    return frame(
      page,
      `<div class="PageHeader"><h1>${personName(page)}</h1><div>${subtitle(page)}</div><div class="fab-Tabs" role="tablist" aria-label="Employee">${tabs.join('')}</div></div>
<main><div class="fab-Card">${facts(page)}</div></main>`,
    );
  },
  plain: (page) =>
    frame(page, `<main><div class="fab-Card"><h1>${escapeHtml(page.title)}</h1>${page.body}</div></main>`),
};
