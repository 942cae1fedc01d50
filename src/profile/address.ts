import { subdomainOf } from '../shared/bamboo-subdomain.ts';
import { AppError } from '../shared/app-error.ts';
import type { RunDeps } from '../run/deps.ts';
import { saveSettings } from '../admin/save-settings.ts';
import { accessTo } from './access.ts';

/**
 * Keeps the SI address a viewer typed in a panel. Only where none is known: a panel stands in somebody else's page and
 * must not be able to lead an existing set-up elsewhere.
 * Errors: `message-forbidden` when there is an address already, `settings-invalid` when it is none of SI's.
 */
export async function rememberAddress(deps: RunDeps, address: string): Promise<void> {
  await saveSettings(deps, async () => {
    const { siAddress } = await deps.settings.get();
    if (siAddress !== '' || (await deps.settings.locked()).includes('siAddress'))
      throw new AppError('message-forbidden');
    return { siAddress: address };
  });
}

/**
 * Remembers that the viewer agreed to see Small Improvements on the profiles of a company.
 * Errors: `message-forbidden` when there is nothing to agree to: the company is set, or the origin is nobody's.
 */
export async function allowCompany(deps: RunDeps, origin: string): Promise<void> {
  await saveSettings(deps, async () => {
    if ((await accessTo(deps.settings, origin)) !== 'ask') throw new AppError('message-forbidden');
    const subdomain = subdomainOf(new URL(origin).host) ?? '';
    const { panelCompanies } = await deps.settings.get();
    return { panelCompanies: [...panelCompanies, subdomain] };
  });
}
