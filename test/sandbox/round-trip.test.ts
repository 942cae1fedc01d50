import { expect, it } from 'vitest';
import { useSandbox } from './harness.ts';
import { type NaiveRow, naivePlan } from './naive-plan.ts';

const h = useSandbox({ employees: 250, seed: 3 });

async function ok(response: Promise<Response>): Promise<unknown> {
  const answer = await response;
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text);
}

/** Sets managers from the top down until none is left; a rejected loop is tried again later. */
async function setManagers(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const open = naivePlan(h.sandbox.state).rows.filter((row) => row.manager !== undefined);
    if (open.length === 0) return;
    for (const row of open) {
      const query = row.manager === null ? '' : `?managerId=${encodeURIComponent(row.manager ?? '')}`;
      await h.siWrite('PUT', `users/${row.user?.id}/manager${query}`);
    }
  }
}

it('a whole import is writable through the API, and nothing is left to do after it', async () => {
  const before = naivePlan(h.sandbox.state);
  const of = (kind: NaiveRow['kind']): NaiveRow[] => before.rows.filter((row) => row.kind === kind);
  for (const { employee } of of('create')) {
    const invitation = { firstName: employee.firstName, lastName: employee.lastName, email: employee.workEmail };
    const [created] = (await ok(h.siWrite('POST', 'users/medium/invite', [invitation]))) as Array<{ id: string }>;
    await ok(
      h.siWrite('PUT', `users/${created?.id}`, {
        externalSystemId: employee.id,
        gender: { Male: 'male', Female: 'female' }[employee.gender ?? ''] ?? 'unspecified',
        location: employee.location,
        role: employee.jobTitle,
        department: employee.department,
      }),
    );
  }
  const ids = (kind: NaiveRow['kind']): string[] => of(kind).flatMap((row) => row.user?.id ?? []);
  await ok(h.siWrite('POST', 'users/roles/unlock', ids('reactivate')));
  for (const row of [...of('update'), ...of('reactivate')]) {
    if (Object.keys(row.fields).length > 0) await ok(h.siWrite('PUT', `users/${row.user?.id}`, row.fields));
  }
  await setManagers();
  await ok(h.siWrite('POST', 'users/roles/lock', ids('deactivate')));

  const after = naivePlan(h.sandbox.state).rows;
  const left = after.filter((row) => ['create', 'update', 'deactivate', 'reactivate'].includes(row.kind));
  expect(left.map((row) => [row.kind, row.employee.id, row.fields, row.manager])).toEqual([]);
  expect(h.sandbox.state.si.mails).toHaveLength(of('create').length);
  expect(after.filter((row) => row.kind === 'conflict')).toHaveLength(of('conflict').length);
});
