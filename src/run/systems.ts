import { secretHosts } from '../config/secret-hosts.ts';
import type { Settings } from '../config/settings.ts';
import { AppError } from '../shared/app-error.ts';
import type { RunDeps, Systems } from './deps.ts';
import { secretsMark } from './plan/identity.ts';

/**
 * Both systems as configured.
 * Errors: `settings-missing` naming what is not filled in, `permission-missing` when the browser withholds a host.
 */
export async function connectSystems(deps: RunDeps): Promise<Systems> {
  const settings = await deps.settings.get();
  const hosts = secretHosts(settings);
  // Before the secrets: one that is saved in between is read with an old mark, and its owner asked for again.
  const mark = await secretsMark(deps);
  const [apiKey, token, withheld] = await Promise.all([
    deps.secrets.get('bamboo-key', hosts['bamboo-key']),
    deps.secrets.get('si-token', hosts['si-token']),
    deps.withheldHosts(),
  ]);
  const missing = missingSettings(settings, apiKey, token);
  if (missing.length > 0 || apiKey === undefined || token === undefined) {
    throw new AppError('settings-missing', { fields: missing });
  }
  if (withheld.length > 0) throw new AppError('permission-missing', { fields: withheld });
  return {
    settings,
    mark,
    bamboo: deps.connectBamboo({ subdomain: settings.bambooSubdomain, apiKey }),
    si: deps.connectSi({ address: settings.siAddress, token }),
  };
}

function missingSettings(settings: Settings, apiKey: string | undefined, token: string | undefined): string[] {
  const missing: string[] = [];
  // A key is kept for one host: without the address nobody can tell whether there is one.
  if (settings.bambooSubdomain === '') missing.push('bambooSubdomain');
  else if (apiKey === undefined) missing.push('bambooKey');
  if (settings.siAddress === '') missing.push('siAddress');
  else if (token === undefined) missing.push('siToken');
  return missing;
}
