import { escapeHtml } from '../../../server/html.ts';
import type { MarkupEra, PageFrame, PageTab, ProfilePage } from '../markup-era.ts';
import { facts, htmlDocument, mainLinks, personName, subtitle } from '../shell.ts';

export const FABRIC_STYLE = `
html,body{margin:0;height:100%;font:15px/1.5 Inter,Arial,sans-serif;color:#38312f;background:#f6f6f4}
#app{display:flex;height:100vh}
nav.fabric-1q2w3e4-nav-root{width:190px;flex:none;background:#fff;padding:16px;box-sizing:border-box}
nav.fabric-1q2w3e4-nav-root a{display:block;padding:6px 0;color:#48413f;text-decoration:none}
#js-main-content{flex:1;min-width:0;overflow:auto;position:relative}
.fabric-x8rxmk-root-root{background:#2e7918;color:#fff;padding:28px 40px 0}
.fabric-x8rxmk-root-root h1{margin:0;font-size:28px}
.fabric-tablist{display:flex;gap:4px;margin-top:16px}
.fabric-tablist a{padding:10px 16px;color:#fff;text-decoration:none;border-radius:8px 8px 0 0;white-space:nowrap}
.fabric-tablist a[aria-current=page]{background:#f6f6f4;color:#2e7918;font-weight:600}
.PageContent{padding:24px 40px}
.fabric-card{background:#fff;border-radius:16px;padding:24px}
dt{color:#676260;font-size:13px}dd{margin:0 0 12px}`;

export function fabricDocument(
  page: PageFrame,
  main: string,
  extra: { readonly css?: string; readonly script?: string } = {},
): string {
  const script = extra.script === undefined ? '' : `<script>${extra.script}</script>`;
  return htmlDocument(
    page,
    FABRIC_STYLE + (extra.css ?? ''),
    `<div id="app">
<nav class="fabric-1q2w3e4-nav-root" data-bi-id="main-nav" aria-label="Main">${mainLinks(page, 'fabric-0p9o8i-link')}<a href="/logout.php">Log Out</a></nav>
<main id="js-main-content" class="fabric-9k2j1h-MainContent">${main}</main>
</div>${script}`,
  );
}

export function fabricTabs(tabs: readonly PageTab[]): string {
  return tabs
    .map((tab) => {
      const current = tab.active ? ' aria-current="page"' : '';
      return `<a class="fabric-${tab.active ? '7hd2ka' : '1p0o9i'}-tab" href="${escapeHtml(tab.href)}"${current}>${escapeHtml(tab.label)}</a>`;
    })
    .join('');
}

/** Header with a tab row, and the content under it. */
export function fabricProfile(page: ProfilePage, bar: string): string {
  return `<header class="fabric-x8rxmk-root-root"><h1>${personName(page)}</h1><p>${subtitle(page)}</p>${bar}</header>
<div class="PageContent"><section class="fabric-card">${facts(page)}</section></div>`;
}

export const fabricBar = (tabs: readonly PageTab[]): string =>
  `<nav class="fabric-tablist fabric-5tgb6y-tabs-root" aria-label="Employee">${fabricTabs(tabs)}</nav>`;

export const fabricPlain: MarkupEra['plain'] = (page) =>
  fabricDocument(
    page,
    `<div class="PageContent"><section class="fabric-card"><h1>${escapeHtml(page.title)}</h1>${page.body}</section></div>`,
  );

/** Emotion-style hashed classes of 2025 and 2026 (reference §9.3). */
export const fabric2025: MarkupEra = {
  name: 'fabric-2025',
  profile: (page) => fabricDocument(page, fabricProfile(page, fabricBar(page.tabs))),
  plain: fabricPlain,
};
