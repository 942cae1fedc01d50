import { importPlan, preview } from '../../../run/fakes/test-deps.ts';
import { dayOf, rowOf, type Scene, timeOf } from '../scene.ts';

const hourMs = 3_600_000;

/** From the first preview to the day somebody switches automatic imports off: what people wait for. */
export const schedule: Scene = {
  name: 'automatic imports from the first to the last',
  causes: [
    'first-import',
    'waits-for-first',
    'waits-for-answer',
    'patience',
    'importing',
    'overdue',
    'suspended',
    'suspended-open',
    'switched-off',
    'kept-off',
    'session-keys',
  ],
  options: { employees: 60, seed: 3 },
  async act({ at, cast, send, says }) {
    const { worker, sandbox, world } = at;
    await at.facts({ manualImportDone: false, firstCreation: undefined });
    const people = [cast.newcomer(), cast.newcomer()];
    const changed = cast.pair();
    changed.employee.jobTitle = 'Lantern Keeper';
    await preview(worker);
    await says('first-import', changed.key);
    await send('saveSettings', { automaticImports: true });
    for (const ticks of [0, 1]) {
      if (ticks > 0) await worker.coordinator.tick();
      await worker.quiet();
      await says('first-import', changed.key);
      for (const each of people) await says('waits-for-first', rowOf(each));
    }

    await importPlan(worker);
    const question = (await worker.deps.pairs.facts(at.pair)).firstCreation;
    const waiting = people.filter(({ id }) => !sandbox.state.si.users.some((user) => user.externalSystemId === id));
    if (question?.state !== 'asked' || waiting.length === 0) throw new Error('nobody waits');
    changed.employee.jobTitle = 'Bell Founder';
    await preview(worker);
    for (const each of waiting) await says('waits-for-answer', rowOf(each));
    await send('answerFirstCreation', { mailed: false });
    const dueMs = (await worker.deps.state.get('schedule'))?.nextDueMs ?? 0;
    for (const key of [...waiting.map(rowOf), changed.key]) await says('patience', key, timeOf(dueMs));

    const held = sandbox.faults.add({ side: 'si', path: '/api/v2/users', method: 'PUT|POST', hold: true });
    const importing = importPlan(worker);
    while (held.hits === 0) await new Promise((resolve) => setImmediate(resolve));
    await says('importing', changed.key);
    sandbox.faults.remove(held.id);
    await importing;

    changed.employee.jobTitle = 'Wheelwright';
    await preview(worker);
    world.clock.advance(dueMs - world.clock.now() + hourMs);
    await says('overdue', changed.key, timeOf(dueMs));

    const untilMs = world.clock.now() + 240 * hourMs;
    await send('saveSettings', { suspendedUntilMs: untilMs, suspendReason: 'Reviews' });
    await says('suspended', changed.key, dayOf(untilMs), { en: 'Reason: Reviews', de: 'Grund: Reviews' });
    await send('saveSettings', { suspendedUntilMs: 0, suspendReason: '' });
    await says('suspended-open', changed.key);
    await send('saveSettings', { suspendedUntilMs: null, automaticImports: false });
    const connection = await worker.deps.state.get('connection');
    await says('switched-off', changed.key, connection?.siUser ?? '', timeOf(world.clock.now()));
    world.lockedSettings = ['automaticImports'];
    await says('kept-off', changed.key);
    world.lockedSettings = [];
    await send('saveSettings', { keysForSession: true });
    await says('session-keys', changed.key);
  },
};
