import type { Refusal } from '../messaging/profile-answers.ts';
import { normaliseSiAddress } from '../shared/si-origin.ts';
import type { ViewerApi, ViewerMe } from '../si-api/viewer-api.ts';
import { appPaths, commonOrigin, isCompanyOrigin } from '../si-api/viewer-names.ts';
import type { SettingsStore } from '../config/settings-store.ts';

export interface SessionDeps {
  readonly settings: Pick<SettingsStore, 'get'>;
  connect(origin: string): ViewerApi;
  /** Addresses of SI pages open in this browser: where the viewer may be signed in although nobody told the address. */
  openPages(): Promise<readonly string[]>;
}

interface Session {
  readonly api: ViewerApi;
  readonly me: ViewerMe;
  /** The origin that was asked and answered. */
  readonly origin: string;
}

const mostOrigins = 4;

/**
 * Where the viewer is signed in: at the address of policy or setting; without one at the common host, or at that of an open
 * page of the app. Such a page is believed only if what answers there names the same address as the company's own
 * (design §7). Whether a session counts on another host is unknown, so the host that answered is the one asked on (SI
 * reference §1.1). `loggedIn`: the login was opened before; if a page of the app is open then, the browser keeps its
 * session from us.
 */
export async function findSession(deps: SessionDeps, loggedIn: boolean): Promise<Session | Refusal> {
  const { siAddress } = await deps.settings.get();
  const known = siAddress !== '';
  const open = known && !loggedIn ? [] : appOrigins(await deps.openPages());
  const origins = known
    ? [siAddress]
    : [...new Set([commonOrigin, ...open.filter((origin) => isCompanyOrigin(origin))])].slice(0, mostOrigins);
  let failure: unknown;
  for (const origin of origins) {
    const api = deps.connect(origin);
    try {
      const me = await api.me();
      if (me && (known || origin === commonOrigin || me.companyOrigin === origin)) return { api, me, origin };
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  const origin = origins[0] ?? commonOrigin;
  if (loggedIn && open.some((each) => origins.includes(each)))
    return { state: 'session-kept', siUrl: origin + appPaths.home };
  return { state: 'signed-out', loginUrl: origin + appPaths.login, addressKnown: known };
}

/** Origins of pages behind the login. */
function appOrigins(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) => {
    const { origin, pathname } = new URL(address);
    return pathname.startsWith('/app/') && normaliseSiAddress(origin) === origin ? [origin] : [];
  });
}
