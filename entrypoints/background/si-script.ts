import { browser } from 'wxt/browser';
import { secretHosts } from '../../src/config/secret-hosts.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { ChoiceNews, SiPageChoice } from '../../src/messaging/si-page.ts';
import type { RunDeps } from '../../src/run/deps.ts';

const id = 'si-pages';
// Its type does not know of scripts that are in no manifest.
const file = 'content-scripts/small-improvements.js' as '/arrive.js';
const off: SiPageChoice = { pictures: false, fields: false };

/** Nothing without both secrets: a viewer's browser has neither photos nor anything to manage. */
export async function choiceOf(deps: RunDeps): Promise<SiPageChoice> {
  const settings = await deps.settings.get();
  if (!wants(settings)) return off;
  const { showPictures, markManagedFields } = settings;
  const hosts = secretHosts(settings);
  const [hasKey, hasToken] = await Promise.all([
    deps.secrets.has('bamboo-key', hosts['bamboo-key']),
    deps.secrets.has('si-token', hosts['si-token']),
  ]);
  const able = hasKey && hasToken;
  return { pictures: able && showPictures, fields: able && markManagedFields };
}

function wants({ mode, siAddress, showPictures, markManagedFields }: Settings): boolean {
  return mode === 'sync' && siAddress !== '' && (showPictures || markManagedFields);
}

/**
 * The script is registered only while one of the two settings is on, for the configured host only; open pages follow at
 * once. `changed`: they are told even when nothing was registered before, and forget what they were answered.
 */
export async function registerSiScript(runDeps: () => Promise<RunDeps>, changed: boolean): Promise<void> {
  const deps = await runDeps();
  const { siAddress } = await deps.settings.get();
  const { pictures, fields } = await choiceOf(deps);
  const wanted = pictures || fields ? `${siAddress}/app/*` : undefined;
  const [present] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (present && present.matches?.[0] !== wanted) await browser.scripting.unregisterContentScripts({ ids: [id] });
  if (wanted !== undefined && present?.matches?.[0] !== wanted) {
    await browser.scripting.registerContentScripts([
      { id, matches: [wanted], js: [file], runAt: 'document_idle', persistAcrossSessions: false },
    ]);
  }
  if (wanted === undefined && present === undefined && !changed) return;
  const news: ChoiceNews = { ask: 'readChoiceAgain', anew: changed };
  const tabs = await browser.tabs.query({ url: 'https://*.small-improvements.com/app/*', discarded: false });
  await Promise.all(
    tabs.map(async ({ id: tabId, url }) => {
      if (tabId === undefined || url === undefined) return;
      const there = await browser.tabs.sendMessage(tabId, news, { frameId: 0 }).then(
        (answer) => answer === true,
        () => false,
      );
      if (there || wanted === undefined || new URL(url).origin !== siAddress) return;
      // A tab may be closing, or show an error page.
      await browser.scripting.executeScript({ target: { tabId }, files: [file] }).catch(() => undefined);
    }),
  );
}
