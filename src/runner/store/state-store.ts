import type { NamedState } from '../../domain/state.ts';
import type { StateStore } from '../../history/state-store.ts';
import { jsonText } from './columns.ts';
import type { Tenant, TenantStatements } from './tenant.ts';

/** Small named records of one tenant. */
export function createStateStore(tenant: Tenant): StateStore {
  return {
    get: async <K extends keyof NamedState>(name: K) => {
      const text = 'SELECT body FROM runner.state WHERE tenant = $1 AND name = $2';
      return (await tenant.rows<{ body: NamedState[K] }>('state.get', text, name))[0]?.body;
    },
    set: async (name, value) => {
      await tenant.write('state.set', put, name, jsonText(value));
    },
    clear: async (name) => {
      await tenant.write('state.clear', 'DELETE FROM runner.state WHERE tenant = $1 AND name = $2', name);
    },
  };
}

const put =
  'INSERT INTO runner.state VALUES ($1, $2, $3) ON CONFLICT (tenant, name) DO UPDATE SET body = excluded.body';

/** The same, together with other statements. */
export async function putState<K extends keyof NamedState>(
  tx: TenantStatements,
  name: K,
  value: NamedState[K],
): Promise<void> {
  await tx.rows(put, name, jsonText(value));
}
