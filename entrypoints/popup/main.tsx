import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { App } from '../../src/ui/shell/app.tsx';
import { createUiPort } from '../../src/ui/shell/browser-port.ts';
import { fitPopup } from '../../src/ui/shell/fit-popup.ts';
import { tabOfHash } from '../../src/ui/shell/ui-model.ts';

// Only a tab knows itself; the toolbar's own window is none.
const tab = await browser.tabs.getCurrent().catch(() => undefined);
document.documentElement.lang = i18n.t('language');
document.documentElement.classList.add(tab === undefined ? 'in-popup' : 'in-tab');

if (tab === undefined) fitPopup();

const root = document.getElementById('app');
if (root !== null) {
  render(<App port={createUiPort()} popup={tab === undefined} start={tabOfHash(location.hash)} />, root);
}
