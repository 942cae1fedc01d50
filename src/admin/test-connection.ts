import { secretHosts } from '../config/secret-hosts.ts';
import type { Settings } from '../config/settings.ts';
import type { Side } from '../domain/people.ts';
import type { SecretName } from '../domain/state.ts';
import type { SettingsInput } from '../messaging/protocol.ts';
import type { ConnectionReport } from '../messaging/replies.ts';
import { AppError, type ErrorData, toErrorData } from '../shared/app-error.ts';
import type { RunDeps } from '../run/deps.ts';
import { noteProven } from './note-proven.ts';
import { isGiven, mergeSettings } from './save-settings.ts';

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };

/**
 * Tries both systems with what is typed, saved or not, and says what each key can see. Each side answers for itself.
 * Effects: reads from both systems; stores nothing, but that trouble of the last automatic import is over.
 */
export async function testConnection(deps: RunDeps, input: SettingsInput): Promise<ConnectionReport> {
  const { bambooKey, siToken, ...wanted } = input;
  const { settings: saved } = await deps.settings.readable();
  const proven: Side[] = [];
  const [bamboo, si] = await Promise.all([
    attempt(async () => {
      const settings = mergeSettings(
        (await deps.settings.readable()).settings,
        { ...wanted, siAddress: '' },
        await deps.settings.locked(),
      );
      const apiKey = await secretToUse(deps, settings, 'bamboo-key', bambooKey);
      const found = await deps
        .connectBamboo({
          subdomain: filled(settings.bambooSubdomain, 'bambooSubdomain'),
          apiKey: filled(apiKey, 'bambooKey'),
        })
        .testConnection();
      if (!isGiven(bambooKey) && settings.bambooSubdomain === saved.bambooSubdomain) proven.push('bamboo');
      return { ...found, fields: [...found.fields], headCount: settings.headCount };
    }),
    attempt(async () => {
      const settings = mergeSettings(
        (await deps.settings.readable()).settings,
        { ...wanted, bambooSubdomain: '' },
        await deps.settings.locked(),
      );
      const token = await secretToUse(deps, settings, 'si-token', siToken);
      const found = await deps
        .connectSi({ address: filled(settings.siAddress, 'siAddress'), token: filled(token, 'siToken') })
        .testConnection();
      if (!isGiven(siToken) && settings.siAddress === saved.siAddress) proven.push('si');
      return found;
    }),
  ]);
  await noteProven(deps, proven);
  return { bamboo, si };
}

async function attempt<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return { ok: false, error: toErrorData(thrown) };
  }
}

/** The saved one goes to no other host than it was saved for. */
async function secretToUse(
  deps: RunDeps,
  settings: Settings,
  name: SecretName,
  typed: string | undefined,
): Promise<string | undefined> {
  return isGiven(typed) ? typed.trim() : deps.secrets.get(name, secretHosts(settings)[name]);
}

function filled(value: string | undefined, field: string): string {
  if (value === undefined || value === '') throw new AppError('settings-missing', { fields: [field] });
  return value;
}
