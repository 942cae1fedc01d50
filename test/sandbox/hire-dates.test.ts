import { describe, expect, it } from 'vitest';
import { dayToEpoch } from '../../sandbox/dates.ts';
import type { SiModes } from '../../sandbox/state/modes.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();
const HOUR = 3_600_000;
/** Chicago is five hours behind Greenwich on that day, Berlin two ahead. */
const DAY = '2026-07-01';
const MIDNIGHT = dayToEpoch(DAY);

function somebody(): SiUser {
  return h.sandbox.state.si.users.find((user) => user.isActive && !user.isAdmin) as SiUser;
}

function setModes(zone: string, modes: Partial<SiModes>): void {
  h.sandbox.state.si.settings.timeZone = zone;
  Object.assign(h.sandbox.modes.si, modes);
}

async function shown(): Promise<unknown> {
  return ((await h.siJson(`users/${somebody().id}`)) as Row)['hiringDate'];
}

/** Day the company sees after this was written, and what is read back. */
async function write(hiringDate: unknown): Promise<[string, unknown]> {
  const response = await h.siWrite('PUT', `users/${somebody().id}`, { hiringDate });
  expect(response.status).toBe(200);
  return [new Date(somebody().hiringDate ?? 0).toISOString().slice(0, 10), await shown()];
}

describe('hire dates', () => {
  it.each([
    ['utc', 'epoch', MIDNIGHT],
    ['zone-midnight', 'epoch', MIDNIGHT + 5 * HOUR],
    ['zone-23-before', 'epoch', MIDNIGHT + 4 * HOUR],
    ['zone-midnight', 'iso', '2026-07-01T05:00:00.000Z'],
    ['zone-midnight', 'day', DAY],
    ['zone-23-before', 'day', DAY],
    ['utc', 'local', '2026-07-01T00:00:00'],
    ['zone-midnight', 'local', '2026-07-01T00:00:00'],
    ['zone-23-before', 'local', '2026-06-30T23:00:00'],
  ] as const)(
    'stand at %s, written as %s, and a client that gives back what it read changes nothing',
    async (at, form, answer) => {
      setModes('America/Chicago', { hiringDateAt: at, hiringDate: form });
      somebody().hiringDate = MIDNIGHT;
      expect(await shown()).toBe(answer);
      expect(await write(answer)).toEqual([DAY, answer]);
    },
  );

  it.each([
    ['America/Chicago', 'zone-midnight', MIDNIGHT, '2026-06-30'],
    ['America/Chicago', 'zone-23-before', MIDNIGHT, '2026-06-30'],
    ['America/Chicago', 'zone-midnight', MIDNIGHT + 5 * HOUR, DAY],
    ['Europe/Berlin', 'zone-midnight', MIDNIGHT, DAY],
    ['Europe/Berlin', 'utc', MIDNIGHT - 2 * HOUR, '2026-06-30'],
    ['Europe/Berlin', 'zone-midnight', MIDNIGHT - 2 * HOUR, DAY],
    ['Europe/Berlin', 'zone-23-before', MIDNIGHT - 3 * HOUR, DAY],
  ] as const)('in %s with %s the moment %i means %s', async (zone, hiringDateAt, moment, day) => {
    setModes(zone, { hiringDateAt });
    expect((await write(moment))[0]).toBe(day);
  });

  it('come back as the moment that was written, or as the moment their day stands at', async () => {
    setModes('America/Chicago', { hiringDateAt: 'zone-midnight' });
    expect(await write(MIDNIGHT)).toEqual(['2026-06-30', MIDNIGHT]);
    setModes('America/Chicago', { hiringDateKeeps: 'day' });
    expect(await write(MIDNIGHT)).toEqual(['2026-06-30', MIDNIGHT - 19 * HOUR]);
  });

  it('follow the change of the clocks', async () => {
    setModes('America/Chicago', { hiringDateAt: 'zone-midnight' });
    somebody().hiringDate = dayToEpoch('2026-01-15');
    expect(await shown()).toBe(dayToEpoch('2026-01-15') + 6 * HOUR);
    // The day the clocks go forward begins in winter time.
    somebody().hiringDate = dayToEpoch('2026-03-08');
    expect(await shown()).toBe(dayToEpoch('2026-03-08') + 6 * HOUR);
  });

  it('keep nothing of a refused write', async () => {
    setModes('America/Chicago', { hiringDateAt: 'zone-midnight' });
    somebody().hiringDate = MIDNIGHT;
    expect((await h.siWrite('PUT', `users/${somebody().id}`, { hiringDate: 'soon' })).status).toBe(400);
    const taken = h.sandbox.state.si.users.find((user) => user !== somebody())?.loginname;
    const body = { hiringDate: MIDNIGHT + 9 * HOUR, loginname: taken };
    expect((await h.siWrite('PUT', `users/${somebody().id}`, body)).status).toBe(400);
    expect(await shown()).toBe(MIDNIGHT + 5 * HOUR);
  });
});

describe('due dates of objectives', () => {
  it("are midnight in the company's zone, by mode in Greenwich", async () => {
    const objective = h.sandbox.state.si.objectives.find(({ visibility }) => visibility === 'public');
    if (!objective) throw new Error('no objective');
    objective.due = dayToEpoch('2026-03-03');
    h.sandbox.state.si.settings.timeZone = 'America/Chicago';
    const due = async (): Promise<unknown> => {
      const list = (await h.siJson(
        `objective-cycles/all/objectives/relevant?userId=${encodeURIComponent(objective.ownerId)}`,
      )) as Row[];
      return list.find((row) => row['id'] === objective.id)?.['due'];
    };
    // Corrections §9, as captured.
    expect(await due()).toBe(1_772_517_600_000);
    h.sandbox.modes.si.dueAt = 'utc-midnight';
    expect(await due()).toBe(dayToEpoch('2026-03-03'));
  });
});
