import { escapeHtml } from '../../../server/html.ts';
import type { MarkupEra, PageFrame } from '../markup-era.ts';
import { facts, htmlDocument, mainLinks, personName, subtitle } from '../shell.ts';

const STYLE = `
html,body{margin:0;font:14px/20px Roboto,Arial,sans-serif;color:#212121;background:#fafafa}
.jss12{background:#fff;padding:14px 24px;border-bottom:1px solid #e0e0e0}
.jss12 a{margin-right:20px;color:#444;text-decoration:none}
.jss31{padding:24px 24px 0;background:#fff}
.jss31 h1{margin:0;font-size:24px;line-height:32px;font-weight:500}
.MuiTabs-root{display:flex;overflow:hidden;min-height:48px;margin-top:8px}
.MuiTabs-scroller{position:relative;display:inline-block;flex:1 1 auto;white-space:nowrap}
.MuiTabs-flexContainer{display:flex}
.MuiButtonBase-root{display:inline-flex;align-items:center;justify-content:center;position:relative;box-sizing:border-box;text-decoration:none}
.MuiTab-root{min-width:72px;max-width:264px;min-height:48px;padding:6px 12px;flex-shrink:0;color:#616161;font-weight:500;font-size:.875rem;letter-spacing:.02857em;line-height:1.75;text-align:center}
.MuiTab-textColorPrimary.Mui-selected{color:#1b7a2b}
.MuiTab-wrapper{display:inline-flex;width:100%;align-items:center;justify-content:center;flex-direction:column}
.MuiTabs-indicator{position:absolute;bottom:0;left:0;width:90px;height:2px;background:#1b7a2b}
.jss44{padding:24px}
.MuiPaper-root{background:#fff;border-radius:4px;padding:16px 24px;box-shadow:0 1px 3px rgba(0,0,0,.2)}
dt{color:#757575}dd{margin:0 0 10px}`;

function frame(page: PageFrame, main: string): string {
  return htmlDocument(
    page,
    STYLE,
    `<div id="root"><nav class="jss12" data-bi-id="main-nav">${mainLinks(page, 'MuiTypography-root jss13')}</nav><div role="main">${main}</div></div>`,
  );
}

/** MUI under Fabric with `jss-*` classes: label in a wrapper, indicator as an element of its own (reference §9.3). */
export const jss2023: MarkupEra = {
  name: 'jss-2023',
  profile: (page) => {
    const tabs = page.tabs.map(
      (tab) =>
        `<a role="tab" class="MuiButtonBase-root MuiTab-root MuiTab-textColorPrimary${tab.active ? ' Mui-selected' : ''} jss7" aria-selected="${tab.active}" href="${escapeHtml(tab.href)}"><span class="MuiTab-wrapper">${escapeHtml(tab.label)}</span></a>`,
    );
    return frame(
      page,
      `<div class="jss31"><h1>${personName(page)}</h1><span>${subtitle(page)}</span>
<div class="MuiTabs-root jss6"><div class="MuiTabs-scroller MuiTabs-fixed"><div class="MuiTabs-flexContainer" role="tablist" aria-label="Employee">${tabs.join('')}</div><span class="MuiTabs-indicator jss9"></span></div></div></div>
<div class="jss44"><div class="MuiPaper-root">${facts(page)}</div></div>`,
    );
  },
  plain: (page) =>
    frame(
      page,
      `<div class="jss44"><div class="MuiPaper-root"><h1>${escapeHtml(page.title)}</h1>${page.body}</div></div>`,
    ),
};
