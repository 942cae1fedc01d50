import type { AuditEntry } from '../../domain/audit.ts';
import type { AuditStore } from '../../history/audit-store.ts';
import { jsonText, keyText, limitOf, writeMany } from './columns.ts';
import type { Tenant } from './tenant.ts';

/** Every change of one tenant's settings. */
export function createAuditStore(tenant: Tenant): AuditStore {
  return {
    add: (entries) =>
      tenant.alone('audit.add', (tx) =>
        writeMany(tx, entries, {
          text: `
            INSERT INTO runner.audit (tenant, pair, body)
            SELECT $1, pair, body 
            FROM ROWS FROM (unnest($2::text[]), json_array_elements($3::json)) WITH ORDINALITY AS each (pair, body, at)
            ORDER BY at`,
          columnsOf: (entry) => [entry.pair === undefined ? null : keyText(entry.pair), jsonText(entry)],
        }),
      ),
    list: async (limit, of) => {
      const text = `
        SELECT body FROM runner.audit WHERE tenant = $1 AND ($2::boolean OR pair IS NULL OR pair = $3::text)
        ORDER BY seq DESC LIMIT $4`;
      const pair = of?.pair === undefined ? null : keyText(of.pair);
      const rows = await tenant.rows<{ body: AuditEntry }>('audit.list', text, of === undefined, pair, limitOf(limit));
      return rows.map(({ body }) => body);
    },
  };
}
