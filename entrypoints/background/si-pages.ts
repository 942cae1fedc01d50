import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { secretHosts } from '../../src/config/secret-hosts.ts';
import { createPhotoApi } from '../../src/bamboo-api/photo-api.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { createSiPageService } from '../../src/messaging/si-page-service.ts';
import type { Service } from '../../src/messaging/serve.ts';
import { knownPeople } from '../../src/photos/people-index.ts';
import { managedPerson } from '../../src/photos/managed-person.ts';
import { createPhotoDesk, type PhotoDesk } from '../../src/photos/show-photo.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { logError } from '../../src/shared/log.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createFacesApi } from '../../src/si-api/faces-api.ts';
import { choiceOf, registerSiScript } from './si-script.ts';

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
  const refresh = (changed: boolean) => {
    registerSiScript(runDeps, changed).catch((thrown: unknown) => logError('si-pages', thrown));
  };
  refresh(false);
  return {
    service: createSiPageService(async () => handlers, {
      extensionId: browser.runtime.id,
      siAddress: async () => (await (await runDeps()).settings.get()).siAddress,
    }),
    settingsChanged() {
      desk = undefined;
      refresh(true);
    },
  };
}

function createDesk(deps: RunDeps): PhotoDesk {
  return createPhotoDesk({
    clock: deps.clock,
    employees: async () => (await knownPeople(deps))?.employees,
    connect: async () => {
      const settings = await deps.settings.get();
      const { bambooSubdomain, siAddress } = settings;
      const hosts = secretHosts(settings);
      const [apiKey, token] = await Promise.all([
        deps.secrets.get('bamboo-key', hosts['bamboo-key']),
        deps.secrets.get('si-token', hosts['si-token']),
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
