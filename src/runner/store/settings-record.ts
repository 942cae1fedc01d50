import type { SettingsRecord } from '../../history/settings-record.ts';
import { jsonText } from './columns.ts';
import type { Tenant } from './tenant.ts';

/** The one record that holds a tenant's settings; whoever reads it parses it. */
export function createSettingsRecord(tenant: Tenant): SettingsRecord {
  return {
    alone: (change) => tenant.holding('settings', change),
    read: async () => {
      const text = 'SELECT body FROM runner.settings WHERE tenant = $1';
      return (await tenant.rows<{ body: unknown }>('settings.read', text))[0]?.body;
    },
    write: async (settings) => {
      const text =
        'INSERT INTO runner.settings VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET body = excluded.body';
      await tenant.write('settings.write', text, jsonText(settings));
    },
  };
}
