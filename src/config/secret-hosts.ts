import { bambooOrigin } from '../shared/bamboo-subdomain.ts';
import type { SecretName } from '../domain/state.ts';
import type { Settings } from './settings.ts';

/** The host each secret is for, by the settings; empty where its address is not filled in. */
export function secretHosts({
  bambooSubdomain,
  siAddress,
}: Pick<Settings, 'bambooSubdomain' | 'siAddress'>): Readonly<Record<SecretName, string>> {
  return {
    'bamboo-key': bambooSubdomain === '' ? '' : new URL(bambooOrigin(bambooSubdomain)).host,
    'si-token': siAddress === '' ? '' : new URL(siAddress).host,
  };
}
