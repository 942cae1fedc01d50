import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { createPhotoApi } from '../../src/bamboo-api/photo-api.ts';
import type { Settings } from '../../src/config/settings.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { choiceChanged, type SiPageChoice } from '../../src/messaging/si-page.ts';
import { createSiPageService } from '../../src/messaging/si-page-service.ts';
import type { Service } from '../../src/messaging/serve.ts';
import { employeesByUser } from '../../src/photos/people-index.ts';
import { managedPerson } from '../../src/photos/managed-person.ts';
import { createPhotoDesk, type PhotoDesk } from '../../src/photos/show-photo.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { logError } from '../../src/shared/log.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createFacesApi } from '../../src/si-api/faces-api.ts';

const id = 'si-pages';
// Its type does not know of scripts that are in no manifest.
const file = 'content-scripts/small-improvements.js' as '/arrive.js';
// Of their own: pictures must not take the places of a running import.
const photoGate = createRequestGate(systemClock);
const faceGate = createRequestGate(systemClock);

/** What pages of Small Improvements are answered, and the undo of what was remembered for them. */
export function siPages(runDeps: () => Promise<RunDeps>): { readonly service: Service; settingsChanged(): void } {
  let desk: PhotoDesk | undefined;
  const handlers = {
    readChoice: async () => choiceOf(await runDeps()),
    readPicture: async (claim: Parameters<PhotoDesk['photoOf']>[0]) => {
      const deps = await runDeps();
      if (!(await choiceOf(deps)).pictures) return null;
      desk ??= createDesk(deps);
      return desk.photoOf(claim);
    },
    readManaged: async ({ ids }: { readonly ids: readonly string[] }) => {
      const deps = await runDeps();
      const person = (await choiceOf(deps)).fields ? await managedPerson(deps, ids) : undefined;
      if (!person) return null;
      const { bambooSubdomain } = await deps.settings.get();
      return {
        fields: person.fields,
        profileUrl: `https://${bambooSubdomain}.bamboohr.com/employees/employee.php?id=${person.employeeId}`,
        texts: { managed: i18n.t('siPage.managed'), open: i18n.t('siPage.open') },
      };
    },
  };
  const refresh = () => {
    register(runDeps).catch((thrown: unknown) => logError('si-pages', thrown));
  };
  refresh();
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') refresh();
  });
  return {
    service: createSiPageService(async () => handlers, {
      extensionId: browser.runtime.id,
      siAddress: async () => (await (await runDeps()).settings.get()).siAddress,
    }),
    settingsChanged() {
      desk = undefined;
      refresh();
    },
  };
}

function createDesk(deps: RunDeps): PhotoDesk {
  return createPhotoDesk({
    clock: deps.clock,
    employees: () => employeesByUser(deps),
    connect: async () => {
      const [{ bambooSubdomain, siAddress }, apiKey, token] = await Promise.all([
        deps.settings.get(),
        deps.secrets.get('bamboo-key'),
        deps.secrets.get('si-token'),
      ]);
      if (apiKey === undefined || token === undefined) throw new AppError('settings-missing');
      const { clock } = deps;
      const request: typeof fetch = (...args) => fetch(...args);
      return {
        photos: createPhotoApi({ subdomain: bambooSubdomain, apiKey, fetch: request, clock, gate: photoGate }),
        faces: createFacesApi({ address: siAddress, token, fetch: request, clock, gate: faceGate }),
      };
    },
  });
}

/** Nothing without both secrets: a viewer's browser has neither photos nor anything to manage. */
async function choiceOf(deps: RunDeps): Promise<SiPageChoice> {
  const settings = await deps.settings.get();
  if (!wants(settings)) return { pictures: false, fields: false };
  const [key, token] = await Promise.all([deps.secrets.get('bamboo-key'), deps.secrets.get('si-token')]);
  const able = key !== undefined && token !== undefined;
  return { pictures: able && settings.showPictures, fields: able && settings.markManagedFields };
}

function wants({ mode, siAddress, showPictures, markManagedFields }: Settings): boolean {
  return mode === 'sync' && siAddress !== '' && (showPictures || markManagedFields);
}

/** The script is registered only while one of the two settings is on, for the configured host only; open pages follow at once. */
async function register(runDeps: () => Promise<RunDeps>): Promise<void> {
  const deps = await runDeps();
  const settings = await deps.settings.get();
  const { pictures, fields } = await choiceOf(deps);
  const wanted = pictures || fields ? `${settings.siAddress}/app/*` : undefined;
  const [present] = await browser.scripting.getRegisteredContentScripts({ ids: [id] });
  if (present && present.matches?.[0] !== wanted) await browser.scripting.unregisterContentScripts({ ids: [id] });
  if (wanted !== undefined && present?.matches?.[0] !== wanted) {
    await browser.scripting.registerContentScripts([
      { id, matches: [wanted], js: [file], runAt: 'document_idle', persistAcrossSessions: false },
    ]);
  }
  const tabs = await browser.tabs.query({ url: 'https://*.small-improvements.com/app/*', discarded: false });
  await Promise.all(
    tabs.map(async ({ id: tabId, url }) => {
      if (tabId === undefined || url === undefined) return;
      const there = await browser.tabs.sendMessage(tabId, choiceChanged, { frameId: 0 }).then(
        (answer) => answer === true,
        () => false,
      );
      if (there || wanted === undefined || new URL(url).origin !== settings.siAddress) return;
      // A tab may be closing, or show an error page.
      await browser.scripting.executeScript({ target: { tabId }, files: [file] }).catch(() => undefined);
    }),
  );
}
