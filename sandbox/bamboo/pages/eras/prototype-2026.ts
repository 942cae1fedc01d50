import type { MarkupEra } from '../markup-era.ts';
import { facts, personName, subtitle } from '../shell.ts';
import { fabricDocument, fabricPlain } from './fabric-2025.ts';

const STYLE = `
.proto-header{background:#1f5c99;color:#fff;padding:28px 40px 0}
.proto-header h1{margin:0;font-size:30px;line-height:36px}
.proto-tabs{display:flex;align-items:stretch;margin-top:18px}
.proto-tabs button{border:0;background:none;padding:12px 18px;font:600 15px/20px Inter,Arial,sans-serif;color:#dbe9f7;cursor:pointer;border-radius:10px 10px 0 0;white-space:nowrap}
.proto-tabs button[aria-selected=true]{background:#f6f6f4;color:#1f5c99}
.proto-floating{position:fixed;top:0;left:190px;right:0;z-index:6;background:#1f5c99;color:#fff;padding:4px 40px 0}
.proto-floating .proto-tabs{margin-top:0}.proto-floating button{padding:6px 12px;font-size:13px}
.proto-tall{height:1000px}`;

/** Renders like a framework: the row is rebuilt from data, whatever else was in it is gone. */
const SCRIPT = `(() => {
const main = document.getElementById('js-main-content');
const data = JSON.parse(document.getElementById('js-profile-tabs').textContent);
const header = document.querySelector('.proto-header');
const panel = document.querySelector('.PageContent');
const native = [...panel.childNodes];
let current = data.find((tab) => tab.active).id;
let floating = null;
const row = () => {
  const list = document.createElement('div');
  list.className = 'proto-tabs';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'Employee');
  return list;
};
const fill = (list) => {
  const buttons = data.map((tab) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'tab');
    button.setAttribute('aria-selected', String(tab.id === current));
    button.textContent = tab.label;
    button.addEventListener('click', () => { current = tab.id; render(); });
    return button;
  });
  list.replaceChildren(...buttons);
};
const inPage = row();
header.append(inPage);
const render = () => {
  fill(inPage);
  if (floating) fill(floating.firstChild);
  const chosen = data.find((tab) => tab.id === current);
  if (chosen.active) panel.replaceChildren(...native);
  else {
    const section = document.createElement('section');
    section.className = 'fabric-card';
    section.textContent = chosen.label;
    panel.replaceChildren(section);
  }
};
window.renderProfile = render;
setTimeout(render, 30);
main.addEventListener('scroll', () => {
  const wanted = main.scrollTop > 80;
  if (wanted && !floating) {
    floating = document.createElement('div');
    floating.className = 'proto-floating';
    floating.append(row());
    fill(floating.firstChild);
    main.append(floating);
  } else if (!wanted && floating) { floating.remove(); floating = null; }
});
})();`;

/** The designer's prototype: button tabs without addresses, a floating copy, re-renders (reference §9.3). */
export const prototype2026: MarkupEra = {
  name: 'prototype-2026',
  profile: (page) => {
    const tabs = JSON.stringify(page.tabs.map(({ id, label, active }) => ({ id, label, active }))).replaceAll(
      '<',
      '\\u003c',
    );
    return fabricDocument(
      page,
      `<script type="application/json" id="js-profile-tabs">${tabs}</script><header class="proto-header"><h1>${personName(page)}</h1><p>${subtitle(page)}</p></header>
<div class="PageContent"><section class="fabric-card">${facts(page)}</section></div><div class="proto-tall"></div>`,
      { css: STYLE, script: SCRIPT },
    );
  },
  plain: fabricPlain,
};
