import type { NamedState } from '../../domain/state.ts';
import type { StateStore } from '../../history/state-store.ts';
import { jsonText } from './columns.ts';
import type { Tenant, TenantStatements } from './tenant.ts';

/** Small named records of one tenant. */
export function createStateStore(tenant: Tenant): StateStore {
  return {
    get: async <K extends keyof NamedState>(name: K) =>
      (await tenant.rows<{ body: NamedState[K] }>('state.get', select, name))[0]?.body,
    set: async (name, value) => {
      await tenant.write('state.set', put, name, jsonText(value));
    },
    change: <K extends keyof NamedState>(name: K, how: (present: NamedState[K] | undefined) => NamedState[K]) =>
      tenant.alone('state.change', async (tx) => {
        const [row] = await tx.rows<{ body: NamedState[K] }>(select, name);
        await putState(tx, name, how(row?.body));
      }),
    clear: async (name) => {
      await tenant.write('state.clear', 'DELETE FROM runner.state WHERE tenant = $1 AND name = $2', name);
    },
  };
}

const select = 'SELECT body FROM runner.state WHERE tenant = $1 AND name = $2';

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
