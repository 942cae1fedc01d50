import { render } from 'preact';
import { stubMessages } from '../stub-messages.ts';

const query = new URLSearchParams(location.search);
const language = query.get('lang') === 'de' ? 'de' : 'en';
const { de, en } = await import('virtual:messages');
stubMessages(language === 'de' ? de : en);
Object.defineProperty(navigator, 'languages', { value: [language] });

const { App } = await import('../../../src/ui/shell/app.tsx');
const { states } = await import('./states.ts');
// Links into the guide come with its table, a moment after what they stand beside.
await import('../../../src/ui/guide/targets.ts');
const { createFakePort } = await import('../fake-port.ts');

const state = states[query.get('state') ?? 'preview'];
const popup = query.get('place') !== 'tab';
document.documentElement.lang = language;
document.documentElement.dataset['font'] = query.get('font') ?? 'own';
await loadFont();
document.documentElement.classList.add(popup ? 'in-popup' : 'in-tab');
const root = document.getElementById('app');
if (root !== null && state !== undefined) {
  const port = createFakePort(state.data());
  render(<App port={port} popup={popup} start={state.tab} />, root);
  await settle();
  for (const act of state.acts ?? []) {
    await act();
    await settle();
  }
  await quiet();
  await lateStyles();
  document.documentElement.dataset['ready'] = 'true';
}

/** What comes a moment after the first screen is in every picture, however busy the machine is. */
async function lateStyles(): Promise<void> {
  await import('../../../src/ui/shell/reach.ts');
  // Whoever imports it second is not made to wait for its styles.
  const waiting = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(
    ({ sheet }) => !sheet,
  );
  await Promise.all(waiting.map((link) => new Promise((done) => link.addEventListener('load', done, { once: true }))));
}

/** Before anything is laid out: a list that measures its rows measures them in the family of the picture. */
async function loadFont(): Promise<void> {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font');
  await Promise.all([400, 500, 600].map((weight) => document.fonts.load(`${weight} 14px ${family}`)));
}

/** Until nothing has changed for a while: a busy machine is late with what comes by itself, such as a search's answer. */
async function quiet(): Promise<void> {
  let changed = true;
  const observer = new MutationObserver(() => (changed = true));
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  for (let tries = 0; changed && tries < 40; tries += 1) {
    changed = false;
    await settle();
  }
  observer.disconnect();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1)
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
}
