import { preview } from '../../../run/fakes/test-deps.ts';
import type { Scene } from '../scene.ts';

/** What was looked at is not what would be written now: another key, another company, another kind of ID. */
export const somebodyElse: Scene = {
  name: 'a connection that is not that of the last preview',
  causes: ['needs-preview', 'duplicate-id-bamboo', 'somebody-else', 'other-company'],
  options: { employees: 60, seed: 3 },
  async act({ at, cast, send, says }) {
    const { worker, sandbox, world } = at;
    const { accounts, state } = sandbox;
    const [one, other] = [cast.pair(), cast.pair()];
    one.employee.employeeNumber = other.employee.employeeNumber;
    const automatic = async () => {
      world.clock.advance(3 * 3_600_000);
      await send('saveSettings', { automaticImports: true });
      await worker.coordinator.tick();
      await worker.quiet();
    };
    await preview(worker);
    await send('saveSettings', { idKind: 'employee-number' });
    await says('needs-preview', 'Nobody Nowhere');
    await preview(worker);
    await says('duplicate-id-bamboo', one.key);
    await says('duplicate-id-bamboo', other.key);

    await send('saveSettings', { automaticImports: true, bambooKey: accounts.bamboo.keys['reportsOnly'] });
    await automatic();
    await says('somebody-else', 'Nobody Nowhere');
    await send('saveSettings', { bambooKey: accounts.bamboo.apiKey });
    await preview(worker);
    await send('saveSettings', { automaticImports: true, siToken: accounts.smallImprovements.tokens['service'] });
    await automatic();
    await says('somebody-else', 'Nobody Nowhere');
    await send('saveSettings', { siToken: accounts.smallImprovements.token });
    await preview(worker);

    await send('saveSettings', { automaticImports: true });
    state.si.id = `${state.si.id}x`;
    await automatic();
    await says('other-company', 'Nobody Nowhere');
  },
};
