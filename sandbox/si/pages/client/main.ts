import { forgetAvatars, redrawAvatars } from './avatar.ts';
import { h, restartIds, useClassNames } from './dom.ts';
import { redrawForm } from './edit-form.ts';
import { frame } from './layout.ts';
import { loadSession, session } from './session.ts';
import { t } from './texts.ts';
import { viewOf } from './views/view-of.ts';

const root = document.querySelector('#spa-router-root');
let turn = 0;

/** Draws the page of the present address; a later navigation overtakes an earlier one that still loads. */
async function draw(): Promise<void> {
  turn += 1;
  const own = turn;
  const { pathname } = location;
  let content: Node;
  try {
    const build = await viewOf(pathname, refresh);
    if (own !== turn) return;
    restartIds();
    content = build();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    content = h('p', { class: 'empty' }, t('notFound'));
  }
  if (own !== turn) return;
  root?.replaceChildren(frame(pathname, content));
  forgetAvatars();
  document.title = `${root?.querySelector('h1')?.textContent ?? ''} · Small Improvements`;
}

/** Draws without waiting; a failure shows in the console of the page. */
function refresh(): void {
  void draw();
}

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (!href?.startsWith('/app/')) return;
  event.preventDefault();
  history.pushState(null, '', href);
  window.scrollTo(0, 0);
  refresh();
}

useClassNames((await loadSession()).era);
document.addEventListener('click', follow);
window.addEventListener('popstate', refresh);
await draw();
if (session().rerenderMs > 0) {
  setInterval(() => {
    redrawAvatars();
    redrawForm();
  }, session().rerenderMs);
}
