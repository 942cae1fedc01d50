import type { Access } from '../messaging/profile-answers.ts';
import type { SettingsStore } from '../config/settings-store.ts';
import { bambooOrigin, subdomainOf } from '../shared/bamboo-subdomain.ts';

/**
 * BambooHR's companies are strangers to each other: panels answer at the one that was set (by policy or setting), else at
 * those the viewer agreed to in the panel itself. A policy that names them is not asked about (design §7).
 */
export async function accessTo(settings: Pick<SettingsStore, 'get' | 'locked'>, origin: string): Promise<Access> {
  const { bambooSubdomain, panelCompanies } = await settings.get();
  if (bambooSubdomain !== '') return origin === bambooOrigin(bambooSubdomain) ? 'allowed' : 'refused';
  const subdomain = subdomainOf(new URL(origin).host);
  if (subdomain === undefined || origin !== bambooOrigin(subdomain)) return 'refused';
  if (panelCompanies.includes(subdomain)) return 'allowed';
  return (await settings.locked()).includes('panelCompanies') ? 'refused' : 'ask';
}
