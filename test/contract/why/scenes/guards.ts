import { importPlan, preview } from '../../../run/fakes/test-deps.ts';
import type { Scene } from '../scene.ts';

/** Safety rules that stop the automatic import, and the import by hand. */
export const guards: Scene = {
  name: 'an import that looks like a mistake',
  causes: ['everybody-locked', 'fields-hidden', 'blocked', 'too-few'],
  options: { employees: 60, seed: 3 },
  async act({ at, cast, send, says }) {
    const { worker, sandbox, world } = at;
    const { bamboo } = sandbox.state;
    const key = bamboo.keys.find((each) => each.name === 'full');
    if (key === undefined) throw new Error('no key');
    await preview(worker);
    await importPlan(worker);
    const changed = cast.pair();
    changed.employee.jobTitle = 'Lantern Keeper';
    await preview(worker);
    await send('saveSettings', { automaticImports: true });
    const attempt = async () => {
      world.clock.advance(3 * 3_600_000);
      await worker.coordinator.tick();
      await worker.quiet();
    };
    key.hiddenFields = ['status'];
    await attempt();
    await says('everybody-locked', changed.key);
    key.hiddenFields = ['gender'];
    await attempt();
    await says('fields-hidden', changed.key);
    key.hiddenFields = [];

    const leavers = Array.from({ length: 8 }, () => cast.pair().employee);
    for (const each of leavers) each.status = 'Inactive';
    await attempt();
    await says('blocked', changed.key, { en: '8 accounts would be deactivated.', de: '8 Konten würden deaktiviert.' });
    for (const each of leavers) each.status = 'Active';

    const all = bamboo.employees.length;
    const ids = bamboo.employees.slice(0, 30).map((each) => each.id);
    key.reach = { kind: 'ids', ids };
    await preview(worker);
    const few = {
      en: `The BambooHR key sees only 30 of ${all} people.`,
      de: `Der BambooHR-Schlüssel sieht nur 30 von ${all} Personen.`,
    };
    await says('too-few', changed.key, few);
    await says('too-few', 'Nobody Nowhere', few);
  },
};
