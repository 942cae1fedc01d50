import type { PlanHeader, SavedPlan } from '../domain/plan.ts';
import type { Change } from '../domain/change.ts';
import type { PlanId } from '../domain/ids.ts';
import { allOrNothing, type HistoryDb, stored } from './open.ts';
import { isSamePlan } from './same-plan.ts';
import { rowsPerPage } from './schema.ts';

/** A plan with what was remembered when it was made. */
export interface StoredPlan {
  readonly header: PlanHeader;
  readonly plan: SavedPlan;
}

/** Plans with their rows in pages. */
export interface PlanStore {
  header(id: PlanId): Promise<PlanHeader | undefined>;
  page(id: PlanId, page: number): Promise<readonly Change[]>;
  /** The whole plan again, rows in order. */
  read(id: PlanId): Promise<StoredPlan | undefined>;
  /** Writes header and rows in one transaction, and makes it the current plan; every other plan is dropped. */
  save(header: PlanHeader, changes: readonly Change[]): Promise<void>;
  /**
   * Puts another header, and rows if given, in place of the plan `before` describes. False, and nothing done, when that
   * plan is no longer there as it was: dropped, its rows chosen anew, released, or taken by a run.
   */
  replace(before: PlanHeader, header: PlanHeader, changes?: readonly Change[]): Promise<boolean>;
  drop(id: PlanId): Promise<void>;
}

export function createPlanStore(db: HistoryDb): PlanStore {
  const page = async (id: PlanId, number: number) => (await db.get('pages', [id, number]))?.changes ?? [];
  const writing = () => db.transaction(['plans', 'pages', 'state'], 'readwrite');

  async function putPages(tx: ReturnType<typeof writing>, id: PlanId, changes: readonly Change[]) {
    const pages = tx.objectStore('pages');
    // A choice of rows may be shorter than the one before.
    const count = Math.ceil(changes.length / rowsPerPage);
    const put = async (_: unknown, at: number) =>
      pages.put({ planId: id, page: at, changes: changes.slice(at * rowsPerPage, (at + 1) * rowsPerPage) });
    await Promise.all([pages.delete(pagesOf(id)), ...Array.from({ length: count }, put)]);
  }

  return {
    header: (id) => stored('plan.header', () => db.get('plans', id)),
    page: (id, number) => stored('plan.page', () => page(id, number)),
    read: (id) =>
      stored('plan.read', async () => {
        // One transaction: between two, another plan could take the place and leave a header without rows.
        const tx = db.transaction(['plans', 'pages']);
        const [header, pages] = await Promise.all([
          tx.objectStore('plans').get(id),
          tx.objectStore('pages').getAll(pagesOf(id)),
        ]);
        if (!header) return undefined;
        return { header, plan: { ...header, changes: pages.flatMap((each) => each.changes) } };
      }),
    save: (header, changes) =>
      stored('plan.save', async () => {
        const tx = writing();
        await allOrNothing(tx, async () => {
          for (const old of await tx.objectStore('plans').getAllKeys()) {
            if (old === header.id) continue;
            await tx.objectStore('plans').delete(old);
            await tx.objectStore('pages').delete(pagesOf(old));
          }
          await tx.objectStore('plans').put(header);
          await putPages(tx, header.id, changes);
          await tx.objectStore('state').put({ planId: header.id }, 'current-plan');
          const employees = changes.map((change) => change.employeeId ?? '');
          await tx.objectStore('state').put({ planId: header.id, employees }, 'plan-index');
          await tx.objectStore('state').delete('preview-error');
        });
      }),
    replace: (before, header, changes) =>
      stored('plan.replace', async () => {
        const tx = writing();
        let same = false;
        await allOrNothing(tx, async () => {
          const present = await tx.objectStore('plans').get(before.id);
          same = isSamePlan(present, before);
          if (!same) return;
          await tx.objectStore('plans').put(header);
          if (changes) await putPages(tx, header.id, changes);
        });
        return same;
      }),
    drop: (id) =>
      stored('plan.drop', async () => {
        const tx = writing();
        await allOrNothing(tx, async () => {
          await tx.objectStore('plans').delete(id);
          await tx.objectStore('pages').delete(pagesOf(id));
          const current = await tx.objectStore('state').get('current-plan');
          if (current && 'planId' in current && current.planId === id)
            await tx.objectStore('state').delete('current-plan');
        });
      }),
  };
}

function pagesOf(id: PlanId): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
}
