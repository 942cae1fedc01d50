import { preview } from '../../../run/fakes/test-deps.ts';
import { rowOf, type Scene } from '../scene.ts';

/** A key that sees less than there is, from the first preview on. */
export const narrowKey: Scene = {
  name: 'a key that sees less',
  causes: ['not-visible', 'email-hidden', 'status-hidden', 'too-few'],
  options: { employees: 60, seed: 3 },
  async act({ at, cast, says }) {
    const { bamboo } = at.sandbox.state;
    const key = bamboo.keys.find((each) => each.name === 'full');
    if (key === undefined) throw new Error('no key');
    const unseen = cast.pair();
    const secret = cast.newcomer();
    const calm = cast.pair();
    const ids = bamboo.employees.filter((each) => each !== unseen.employee).map((each) => each.id);
    key.reach = { kind: 'ids', ids };
    key.hiddenFor = { ids: [secret.id], fields: ['workEmail'] };
    await preview(at.worker);
    await says('not-visible', unseen.key);
    await says('email-hidden', rowOf(secret));
    const all = bamboo.employees.length;
    await says('too-few', 'Nobody Nowhere', {
      en: `The BambooHR key sees only ${all - 1} of ${all} people.`,
      de: `Der BambooHR-Schlüssel sieht nur ${all - 1} von ${all} Personen.`,
    });

    key.hiddenFor = { ids: [calm.employee.id], fields: ['status'] };
    await preview(at.worker);
    await says('status-hidden', calm.key);
  },
};
