import { escapeHtml } from '../../../server/html.ts';
import type { MarkupEra, PageFrame } from '../markup-era.ts';
import { facts, htmlDocument, mainLinks, personName, subtitle } from '../shell.ts';

const STYLE = `
html,body{margin:0;font:14px/1.4 "Lato","Helvetica Neue",Arial,sans-serif;color:#222;background:#eee}
.SiteNavigation{background:#5e7d2e;padding:0 20px;height:44px}
.SiteNavigation__link{display:inline-block;padding:12px 14px;color:#fff;text-decoration:none}
.EmployeeHeader{background:#fff;padding:20px 30px 0;border-bottom:1px solid #ccc}
.EmployeeHeader h1{margin:0;font-size:24px;font-weight:400}
ul.PersonTabs{list-style:none;margin:14px 0 0;padding:0}
ul.PersonTabs:after{content:"";display:block;clear:both}
.PersonTabs__item{float:left;margin:0 6px -1px 0}
.PersonTabs__link{display:block;padding:8px 14px;border:1px solid transparent;border-bottom:0;border-radius:3px 3px 0 0;color:#4d7a18;text-decoration:none;font-size:13px;line-height:18px}
.PersonTabs__item--current .PersonTabs__link{border-color:#ccc;background:#eee;color:#222;font-weight:700}
.EmployeeBody{padding:20px 30px}
.EmployeeBody__box{background:#fff;border:1px solid #ddd;padding:20px}
dt{color:#777}dd{margin:0 0 10px}`;

function frame(page: PageFrame, main: string): string {
  return htmlDocument(
    page,
    STYLE,
    `<div class="SiteNavigation">${mainLinks(page, 'SiteNavigation__link')}</div><div id="content">${main}</div>`,
  );
}

/** Server pages with BEM classes: the tab row is a floated list (reference §9.3). */
export const bem2018: MarkupEra = {
  name: 'bem-2018',
  profile: (page) => {
    const items = page.tabs.map(
      (tab) =>
        `<li class="PersonTabs__item${tab.active ? ' PersonTabs__item--current' : ''}"><a class="PersonTabs__link" href="${escapeHtml(tab.href)}">${escapeHtml(tab.label)}</a></li>`,
    );
    return frame(
      page,
      `<div class="EmployeeHeader"><h1>${personName(page)}</h1><p>${subtitle(page)}</p><ul class="PersonTabs">${items.join('')}</ul></div>
<div class="EmployeeBody"><div class="EmployeeBody__box">${facts(page)}</div></div>`,
    );
  },
  plain: (page) =>
    frame(
      page,
      `<div class="EmployeeBody"><div class="EmployeeBody__box"><h1>${escapeHtml(page.title)}</h1>${page.body}</div></div>`,
    ),
};
