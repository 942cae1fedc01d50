import type { Change } from '../../domain/change.ts';
import type { PlanId } from '../../domain/ids.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import type { NamedState } from '../../domain/state.ts';
import type { PlanStore } from '../../history/plan-store.ts';
import { isSamePlan } from '../../history/same-plan.ts';
import { rowsPerPage } from '../../history/schema.ts';
import { jsonText, writeMany } from './columns.ts';
import { putState } from './state-store.ts';
import type { Tenant, TenantStatements } from './tenant.ts';

/** Plans of one tenant, with their rows in pages. */
export function createPlanStore(tenant: Tenant): PlanStore {
  return {
    header: async (id) => {
      const text = 'SELECT header FROM runner.plans WHERE tenant = $1 AND id = $2';
      return (await tenant.rows<{ header: PlanHeader }>('plan.header', text, id))[0]?.header;
    },
    page: async (id, page) => {
      const text = 'SELECT changes FROM runner.pages WHERE tenant = $1 AND plan_id = $2 AND number = $3';
      return (await tenant.rows<{ changes: readonly Change[] }>('plan.page', text, id, page))[0]?.changes ?? [];
    },
    read: async (id) => {
      // One statement sees one moment: between two, another plan could take the place and leave a header without rows.
      const [head, ...pages] = await tenant.rows<{ body: unknown }>('plan.read', wholePlan, id);
      if (!head) return undefined;
      const header = head.body as PlanHeader;
      return { header, plan: { ...header, changes: pages.flatMap(({ body }) => body as readonly Change[]) } };
    },
    save: (header, changes) =>
      tenant.alone('plan.save', async (tx) => {
        await tx.rows('DELETE FROM runner.plans WHERE tenant = $1');
        await tx.rows('INSERT INTO runner.plans VALUES ($1, $2, $3)', header.id, jsonText(header));
        await putPages(tx, header.id, changes);
        await putState(tx, 'current-plan', { planId: header.id });
        const employees = changes.map((change) => change.employeeId ?? '');
        await putState(tx, 'plan-index', { planId: header.id, employees });
        await tx.rows("DELETE FROM runner.state WHERE tenant = $1 AND name = 'preview-error'");
      }),
    replace: (before, header, changes) =>
      tenant.alone('plan.replace', async (tx) => {
        if (!isSamePlan(await headerIn(tx, before.id), before)) return false;
        await putHeader(tx, header);
        if (changes) {
          // A choice of rows may be shorter than the one before.
          await tx.rows('DELETE FROM runner.pages WHERE tenant = $1 AND plan_id = $2', header.id);
          await putPages(tx, header.id, changes);
        }
        return true;
      }),
    drop: (id) =>
      tenant.alone('plan.drop', async (tx) => {
        await tx.rows('DELETE FROM runner.plans WHERE tenant = $1 AND id = $2', id);
        const text = "SELECT body FROM runner.state WHERE tenant = $1 AND name = 'current-plan'";
        const [current] = await tx.rows<{ body: NamedState['current-plan'] }>(text);
        if (current?.body.planId === id)
          await tx.rows("DELETE FROM runner.state WHERE tenant = $1 AND name = 'current-plan'");
      }),
  };
}

const wholePlan = `
  SELECT body FROM (
    SELECT -1 AS number, header AS body FROM runner.plans WHERE tenant = $1 AND id = $2
    UNION ALL
    SELECT number, changes FROM runner.pages WHERE tenant = $1 AND plan_id = $2
  ) AS parts ORDER BY number`;

/** The header as the transaction finds it. */
export async function headerIn(tx: TenantStatements, id: PlanId): Promise<PlanHeader | undefined> {
  const text = 'SELECT header FROM runner.plans WHERE tenant = $1 AND id = $2';
  return (await tx.rows<{ header: PlanHeader }>(text, id))[0]?.header;
}

/** Puts another header in place of the one the plan has. */
export async function putHeader(tx: TenantStatements, header: PlanHeader): Promise<void> {
  const text = 'UPDATE runner.plans SET header = $3 WHERE tenant = $1 AND id = $2';
  await tx.rows(text, header.id, jsonText(header));
}

async function putPages(tx: TenantStatements, id: PlanId, changes: readonly Change[]): Promise<void> {
  const pages = Array.from({ length: Math.ceil(changes.length / rowsPerPage) }, (_, number) => number);
  await writeMany(tx, pages, {
    text: 'INSERT INTO runner.pages SELECT $1, * FROM ROWS FROM (unnest($2::text[]), unnest($3::int[]), json_array_elements($4::json))',
    columnsOf: (number) => {
      const start = number * rowsPerPage;
      return [id, number, jsonText(changes.slice(start, start + rowsPerPage))];
    },
  });
}
