import { AppError } from '../shared/app-error.ts';
import type { RunDeps } from '../run/deps.ts';
import { saveSettings } from '../admin/save-settings.ts';

/**
 * Keeps the SI address a viewer typed in a panel. Only where none is known: a panel stands in somebody else's page and
 * must not be able to lead an existing set-up elsewhere.
 * Errors: `message-forbidden` when there is an address already, `settings-invalid` when it is none of SI's.
 */
export async function rememberAddress(deps: RunDeps, address: string): Promise<void> {
  const { siAddress } = await deps.settings.get();
  if (siAddress !== '' || (await deps.settings.locked()).includes('siAddress')) throw new AppError('message-forbidden');
  await saveSettings(deps, { siAddress: address });
}
