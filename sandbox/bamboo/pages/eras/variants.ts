import type { MarkupEra, PageTab } from '../markup-era.ts';
import { facts, personName } from '../shell.ts';
import { fabricBar, fabricDocument, fabricPlain, fabricProfile, fabricTabs } from './fabric-2025.ts';

/** A sticky copy of the header with its own tab row, mounted once the inner container is scrolled (reference §9.3). */
const STICKY_SCRIPT = `(() => {
const main = document.getElementById('js-main-content');
const sticky = document.querySelector('.fabric-sticky');
sticky.remove();
main.addEventListener('scroll', () => {
  if (main.scrollTop > 60) { if (!sticky.isConnected) main.append(sticky); } else sticky.remove();
});
})();`;

export const twoBars: MarkupEra = {
  name: 'two-bars',
  profile: (page) =>
    fabricDocument(
      page,
      `${fabricProfile(page, fabricBar(page.tabs))}<div class="fabric-tall"></div><div class="fabric-sticky"><strong>${personName(page)}</strong><nav class="fabric-tablist fabric-compact" aria-label="Employee, compact">${fabricTabs(page.tabs)}</nav></div>`,
      {
        css: `.fabric-tall{height:900px}.fabric-sticky{position:fixed;top:0;left:190px;right:0;background:#2e7918;color:#fff;padding:6px 40px 0;z-index:5}
.fabric-compact{margin-top:2px}.fabric-tablist.fabric-compact a{padding:5px 12px;font-size:13px}`,
        script: STICKY_SCRIPT,
      },
    ),
  plain: fabricPlain,
};

/** What does not fit moves into a menu; the row is measured whenever it changes its width. */
const OVERFLOW_SCRIPT = `(() => {
const bar = document.querySelector('.fabric-tablist');
const more = bar.querySelector('.fabric-more');
const menu = more.querySelector('.fabric-menu');
const button = more.querySelector('button');
const tabs = [...bar.querySelectorAll(':scope > a')];
button.addEventListener('click', () => { menu.hidden = !menu.hidden; });
const arrange = () => {
  menu.hidden = true;
  for (const tab of tabs) bar.insertBefore(tab, more);
  more.hidden = false;
  let room = bar.clientWidth - more.offsetWidth - 260;
  let taken = 0;
  for (const tab of tabs) {
    taken += tab.offsetWidth + 4;
    if (taken > room) menu.append(tab);
  }
  more.hidden = menu.children.length === 0;
};
new ResizeObserver(arrange).observe(bar);
})();`;

export const overflow: MarkupEra = {
  name: 'overflow',
  profile: (page) =>
    fabricDocument(
      page,
      fabricProfile(
        page,
        `<nav class="fabric-tablist" aria-label="Employee">${fabricTabs(page.tabs)}<div class="fabric-more"><button type="button" aria-haspopup="true">More ▾</button><div class="fabric-menu" hidden></div></div></nav>`,
      ),
      {
        css: `.fabric-more{position:relative}.fabric-more[hidden],.fabric-menu[hidden]{display:none}.fabric-more button{padding:10px 16px;border:0;background:none;color:#fff;font:inherit}
.fabric-menu{position:absolute;right:0;top:44px;background:#fff;box-shadow:0 2px 8px rgba(0,0,0,.3);z-index:3}.fabric-tablist .fabric-menu a{display:block;color:#333;border-radius:0}`,
        script: OVERFLOW_SCRIPT,
      },
    ),
  plain: fabricPlain,
};

const FRENCH: Record<string, string> = {
  personal: 'Personnel',
  job: 'Poste',
  'time-off': 'Congés',
  documents: 'Documents',
  timesheets: 'Feuilles de temps',
  benefits: 'Avantages',
  emergency: 'Urgence',
};

const inFrench = (tabs: PageTab[]): PageTab[] => tabs.map((tab) => ({ ...tab, label: FRENCH[tab.id] ?? tab.label }));

/** No English label to go by (reference §9.3). */
export const french: MarkupEra = {
  name: 'french',
  profile: (page) => {
    const translated = { ...page, tabs: inFrench(page.tabs) };
    return fabricDocument(translated, fabricProfile(translated, fabricBar(translated.tabs))).replace(
      '<html lang="en">',
      '<html lang="fr">',
    );
  },
  plain: fabricPlain,
};

/** Tabs and people are swapped in place: the address changes, the document stays (reference §9.2). */
const SPA_SCRIPT = `(() => {
const main = document.getElementById('js-main-content');
const show = async (url) => {
  const text = await (await fetch(url)).text();
  const next = new DOMParser().parseFromString(text, 'text/html');
  main.replaceChildren(...[...next.getElementById('js-main-content').childNodes].map((node) => document.importNode(node, true)));
  document.title = next.title;
};
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/employees/"]');
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show(link.href);
});
let shown = location.pathname + location.search;
addEventListener('popstate', () => {
  if (shown === location.pathname + location.search) return;
  shown = location.pathname + location.search;
  show(location.href);
});
const push = history.pushState.bind(history);
history.pushState = (...args) => { push(...args); shown = location.pathname + location.search; };
})();`;

export const spa: MarkupEra = {
  name: 'spa',
  profile: (page) => fabricDocument(page, fabricProfile(page, fabricBar(page.tabs)), { script: SPA_SCRIPT }),
  plain: (page) =>
    fabricDocument(
      page,
      `<div class="PageContent"><section class="fabric-card"><h1>${page.title}</h1>${page.body}</section></div>`,
      { script: SPA_SCRIPT },
    ),
};

/** A profile whose tab row has gone: nothing to find. */
export const noBar: MarkupEra = {
  name: 'no-bar',
  profile: (page) =>
    fabricDocument(
      page,
      `<header class="fabric-x8rxmk-root-root"><h1>${personName(page)}</h1></header><div class="PageContent"><section class="fabric-card">${facts(page)}</section></div>`,
    ),
  plain: fabricPlain,
};
