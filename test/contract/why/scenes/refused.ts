import { preview } from '../../../run/fakes/test-deps.ts';
import type { Scene } from '../scene.ts';

const hourMs = 3_600_000;
const token = {
  en: 'Small Improvements does not accept this access token.',
  de: 'Small Improvements nimmt dieses Zugriffstoken nicht an.',
};

/** Nothing gets through: addresses, access, keys, the network. */
export const refused: Scene = {
  name: 'systems that refuse',
  causes: ['no-plan', 'login', 'access-withheld', 'retrying', 'failing', 'outdated-key', 'first-import', 'not-set-up'],
  options: { employees: 60, seed: 3 },
  async act({ at, cast, send, says }) {
    const { worker, sandbox, world } = at;
    const { bamboo, si } = sandbox.state;
    const changed = cast.pair();
    changed.employee.jobTitle = 'Lantern Keeper';
    await says('no-plan', 'Nobody Nowhere');
    await says('login', 'it says: please log in');
    world.withheld = ['si'];
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    await says('access-withheld', 'Nobody Nowhere');
    world.withheld = [];
    world.clock.advance(hourMs);
    await preview(worker);
    await says('first-import', changed.key);
    await send('saveSettings', { automaticImports: true });
    const attempt = async () => {
      world.clock.advance(3 * hourMs);
      await worker.coordinator.tick();
      await worker.quiet();
    };

    sandbox.setRunning('si', false);
    await attempt();
    await says('retrying', changed.key, {
      en: 'This computer is offline, or the other side cannot be reached.',
      de: 'Dieser Computer ist offline, oder die Gegenseite ist nicht erreichbar.',
    });
    sandbox.setRunning('si', true);
    sandbox.faults.add({ side: 'bamboo', path: '/api/', status: 503, count: 'forever' });
    await attempt();
    await says('retrying', changed.key, {
      en: 'BambooHR does not answer at the moment.',
      de: 'BambooHR antwortet im Augenblick nicht.',
    });
    sandbox.faults.clear();

    const access = si.tokens.find((each) => each.name === 'admin');
    const key = bamboo.keys.find((each) => each.name === 'full');
    if (access === undefined || key === undefined) throw new Error('no keys');
    access.revoked = true;
    await attempt();
    await says('failing', changed.key, token);
    access.revoked = false;
    // A refused token is tried once a day.
    world.clock.advance(24 * hourMs);
    at.sandbox.modes.si.apiEnabled = false;
    await attempt();
    await says('failing', changed.key, {
      en: 'API access is not enabled for your Small Improvements account.',
      de: 'Der API-Zugang ist für Ihr Small-Improvements-Konto nicht freigeschaltet.',
    });
    at.sandbox.modes.si.apiEnabled = true;

    key.enabled = false;
    await attempt();
    await says('failing', changed.key, {
      en: 'The owner of the BambooHR key may not read this.',
      de: 'Der Inhaber des BambooHR-Schlüssels darf das nicht lesen.',
    });
    bamboo.keys = bamboo.keys.filter((each) => each !== key);
    await attempt();
    await says('outdated-key', changed.key);
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    await says('outdated-key', changed.key);

    // A key is kept for one host: whoever moves to another company has none for it.
    await send('saveSettings', { bambooSubdomain: bamboo.subdomain === 'fernhill' ? 'larkspur' : 'fernhill' });
    await says('not-set-up', 'Nobody Nowhere');
  },
};
