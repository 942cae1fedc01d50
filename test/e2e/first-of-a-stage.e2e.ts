import { describe, it } from 'vitest';
import type { FaultSpec } from '../../sandbox/server/faults.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readLastRun } from '../../scripts/lib/stored.ts';
import { importAll, refreshPreview } from '../../scripts/lib/walk.ts';
import { openDesk } from './exactly-once.ts';

const leavers = 4;

/** Lets some people leave to whom nobody reports and who have no rights at Small Improvements. */
function leave(sandbox: Sandbox): void {
  const { employees } = sandbox.state.bamboo;
  const supervisors = new Set(employees.map((employee) => employee.supervisorEId));
  const accounts = new Map(sandbox.state.si.users.map((user) => [user.loginname.toLowerCase(), user]));
  const going = employees.filter((employee) => {
    const user = accounts.get(employee.workEmail?.toLowerCase() ?? '');
    const rights = [user?.isAdmin, user?.isHR, user?.isAssistant, user?.isGuest, user?.isSmallImprovements];
    const isPlain = user?.isActive === true && !rights.includes(true);
    return employee.status === 'Active' && isPlain && !supervisors.has(employee.id);
  });
  if (going.length < leavers) throw new Error(`only ${going.length} people can leave`);
  for (const employee of going.slice(0, leavers)) employee.status = 'Inactive';
}

/** How many people each request to lock was about, and when it came (epoch ms). */
function locks(sandbox: Sandbox): { readonly people: number; readonly atMs: number }[] {
  return sandbox.requests.entries
    .filter((entry) => entry.side === 'si' && entry.path.endsWith('roles/lock'))
    .map((entry) => ({ people: (JSON.parse(entry.body ?? '[]') as unknown[]).length, atMs: Date.parse(entry.at) }));
}

/** What may happen to the first lock, the sizes of all locks then, and how long the second has to wait. */
const troubles: readonly (readonly [string, Omit<FaultSpec, 'side' | 'path'>, readonly number[], number])[] = [
  ['is answered and not applied', { pretend: true }, [1, 1, leavers - 2], 0],
  ['is applied and its answer cannot be read', { html: true, after: 'apply' }, [1, leavers - 1], 60_000],
  ['is not applied and its answer cannot be read', { html: true }, [1, 1, leavers - 1], 60_000],
];

describe('when several people left and the first lock', () => {
  it.concurrent.for(troubles)(
    '%s, nobody else is locked before one was confirmed',
    { timeout: 240_000 },
    async ([, fault, sizes, waitMs], { expect, onTestFinished }) => {
      const { page, sandbox } = await openDesk(onTestFinished);
      await importAll(page);
      leave(sandbox);
      sandbox.requests.clear();
      sandbox.faults.add({ side: 'si', path: 'roles/lock', ...fault });
      await refreshPreview(page);
      await importAll(page);

      const [first, second] = locks(sandbox);
      expect(locks(sandbox).map(({ people }) => people)).toEqual(sizes);
      expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(waitMs * 0.9);
      const failed = fault.pretend ? 1 : 0;
      expect(await readLastRun(page)).toMatchObject({
        state: 'done',
        counts: { confirmed: leavers - failed, failed, skipped: 0, unknown: 0 },
      });
    },
  );
});
