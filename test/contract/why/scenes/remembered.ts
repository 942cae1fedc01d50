import { importPlan, preview } from '../../../run/fakes/test-deps.ts';
import { dayOf, rowOf, type Scene, timeOf, writesTo } from '../scene.ts';

/** What an import came to, and what later readings make of whom it linked. */
export const remembered: Scene = {
  name: 'people an import dealt with before',
  causes: [
    'first-import',
    'never-switched-on',
    'not-selected-off',
    'imported',
    'not-through',
    'reverted',
    'email-of-linked-user',
    'account-unreadable',
    'employee-unreadable',
    'no-longer-visible',
    'protected',
    'not-selected',
    'by-hand',
  ],
  options: { employees: 60, seed: 3 },
  async act({ at, cast, send, says }) {
    const { worker, sandbox } = at;
    const changed = cast.pair();
    const moved = cast.pair();
    const garbled = cast.pair();
    const torn = cast.pair();
    const lost = cast.pair();
    const left = cast.pair();
    // Whom an import has written is linked from then on.
    for (const { employee } of [changed, moved, garbled, torn, lost, left]) employee.jobTitle = 'Lantern Keeper';
    const { header } = await preview(worker);
    await says('first-import', changed.key);
    const choose = (planId: string, key: string, selected: boolean) =>
      send('chooseRows', { planId, selected, rows: { keys: [key] } });
    await choose(header.id, changed.key, false);
    await says('not-selected-off', changed.key);
    await choose(header.id, changed.key, true);
    const { run } = await importPlan(worker);
    await says('imported', changed.key, timeOf(run.endedAtMs ?? 0));

    const refused = cast.pair();
    refused.employee.jobTitle = 'Bell Founder';
    const fault = sandbox.faults.add({
      side: 'si',
      path: writesTo(refused.user),
      method: 'PUT',
      status: 400,
      count: 'forever',
    });
    await preview(worker);
    await says('never-switched-on', refused.key);
    const second = await importPlan(worker);
    await says('not-through', refused.key, timeOf(second.run.startedAtMs), {
      en: ' Small Improvements rejected the change.',
      de: ' Small Improvements hat die Änderung abgelehnt.',
    });
    sandbox.faults.remove(fault.id);
    await preview(worker);
    await says('not-through', refused.key, timeOf(second.run.startedAtMs), {
      en: ' Small Improvements rejected the change.',
      de: ' Small Improvements hat die Änderung abgelehnt.',
    });

    await send('previewRevert', { runId: run.id, keys: [changed.key] });
    await worker.quiet();
    const back = await worker.deps.state.get('revert-plan');
    if (back === undefined) throw new Error('the run cannot be taken back');
    await send('startRevert', { fingerprint: back.fingerprint });
    await worker.quiet();
    const revertedMs = at.world.clock.now();

    const heir = cast.newcomer({ workEmail: moved.employee.workEmail });
    moved.employee.workEmail = 'moved.away@larkspur.example';
    Object.assign(garbled.user, { firstName: { en: 'Ann' } });
    Object.assign(torn.employee, { jobTitle: { en: 'Joiner' } });
    const absent = new Set([lost.employee, left.employee]);
    sandbox.state.bamboo.employees = sandbox.state.bamboo.employees.filter((each) => !absent.has(each));
    left.user.isGuest = true;
    await preview(worker);
    await says('reverted', changed.key, dayOf(revertedMs));
    await says('email-of-linked-user', rowOf(heir));
    await says('account-unreadable', garbled.key);
    await says('employee-unreadable', `s:${torn.user.id}`);
    await says('no-longer-visible', `s:${lost.user.id}`);

    // A leaver whose account is protected, released by an admin, and then unticked after all.
    await send('saveSettings', { deactivateNotImported: true });
    await preview(worker);
    await says('protected', `s:${left.user.id}`);
    const gone = cast.pair();
    gone.employee.status = 'Inactive';
    gone.user.isGuest = true;
    for (const { user } of [left, gone])
      await send('decide', {
        decision: { kind: 'deactivate', siUserId: user.id, typedName: `${user.firstName} ${user.lastName}` },
      });
    const released = await preview(worker);
    for (const key of [`s:${left.user.id}`, gone.key]) {
      await says('by-hand', key);
      await choose(released.header.id, key, false);
      await says('not-selected-off', key);
    }
    await send('saveSettings', { automaticImports: true });
    await says('not-selected', `s:${left.user.id}`);
    await says('not-selected', gone.key);
  },
};
