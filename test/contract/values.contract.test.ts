import { describe, expect, it, vi } from 'vitest';
import type { SiModes, StoredForm } from '../../sandbox/state/modes.ts';
import type { BambooModes } from '../../sandbox/state/bamboo-modes.ts';
import { usableEmail } from '../../src/shared/work-email.ts';
import type { SiUserId } from '../../src/domain/ids.ts';
import { importPlan, preview } from '../run/fakes/test-deps.ts';
import { type AtSandbox, workAtSandbox } from '../run/fakes/sandbox-worker.ts';
import { connectSandbox } from './connect.ts';

vi.setConfig({ testTimeout: 60_000 });

const selectedOf = async ({ worker }: AtSandbox) =>
  (await preview(worker)).plan.changes.filter((change) => change.selected);

const company = (scenario = 'default', employees = 120): Promise<AtSandbox> =>
  workAtSandbox({ employees, seed: 3, scenario });

describe('a value Small Improvements keeps in a form of its own', () => {
  it('is written once, confirmed with a note, and no difference from then on', async () => {
    const at = await company('own-form');
    await preview(at.worker);
    const { run, people } = await importPlan(at.worker);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, skipped: 0, unknown: 0 } });
    const noted = people.flatMap(({ fields }) => fields).filter(({ note }) => note?.code === 'own-form');
    expect(noted.map(({ field }) => field)).toEqual(expect.arrayContaining(['jobTitle', 'department', 'location']));
    expect(noted.find(({ after }) => after === 'Lead  Engineer')?.note?.text).toBe('Lead Engineer');
    expect((await at.worker.deps.pairs.facts(at.pair)).notWritable).toEqual([]);

    const { plan } = await preview(at.worker);
    expect(plan.changes.filter((change) => change.selected)).toEqual([]);
    const rows = plan.changes.filter(({ fields }) => fields.some(({ note }) => note?.code === 'own-form'));
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
  });

  it('is a difference again once BambooHR says something else, or somebody changed it in Small Improvements', async () => {
    const at = await company('own-form');
    await preview(at.worker);
    await importPlan(at.worker);
    const { bamboo, si } = at.sandbox.state;
    const [one, other] = bamboo.employees.filter(({ jobTitle }) => jobTitle === 'Senior  Engineer');
    if (!one || !other) throw new Error('the scenario has no two of them');
    one.jobTitle = 'Principal  Engineer';
    const account = si.users.find((user) => user.externalSystemId === other.id);
    if (account) account.role = 'Janitor';
    const keys = (await selectedOf(at)).map(({ key }) => key);
    expect(keys.sort()).toEqual([`e:${one.id}`, `e:${other.id}`].sort());
    const { run } = await importPlan(at.worker);
    expect(run.counts).toMatchObject({ confirmed: 2, failed: 0 });
    expect(await selectedOf(at)).toEqual([]);
  });
});

describe('an import leaves nothing to do', () => {
  const stored = (form: StoredForm): Partial<SiModes> => ({
    storedForm: { firstName: form, lastName: form, role: form, department: form, location: form },
  });

  it.each<readonly [string, Partial<SiModes>, Partial<BambooModes>]>([
    ['white space is collapsed everywhere', stored('collapse'), {}],
    ['texts are escaped everywhere', stored('escape'), {}],
    ['texts are cut everywhere', stored('cut'), {}],
    ['texts are escaped twice everywhere', stored('escape-twice'), {}],
    ['texts are escaped and then cut everywhere', stored('escape-cut'), {}],
    ['letters are escaped by name everywhere', stored('entities'), {}],
    ['letters lose their marks everywhere', stored('plain'), {}],
    ['texts are escaped and PUT replaces', { ...stored('escape'), userUpdate: 'replace' }, {}],
    ['any login is taken', { loginForm: 'anything' }, {}],
    ['hire dates stand late the day before', { hiringDateAt: 'zone-23-before' }, {}],
    [
      'hire dates stand at midnight of the zone, without a zone',
      { hiringDate: 'local', hiringDateAt: 'zone-midnight' },
      {},
    ],
    ['the list has no gender', {}, { listRevision: 'older' }],
    ['the list makes no sense', {}, { listAnswer: 'text-total' }],
  ])('where %s', async (_what, si, bamboo) => {
    const at = await company();
    Object.assign(at.sandbox.modes.si, si);
    Object.assign(at.sandbox.modes.bamboo, bamboo);
    at.sandbox.state.si.settings.timeZone = 'America/Chicago';
    for (const [index, employee] of at.sandbox.state.bamboo.employees.entries()) {
      if (employee.jobTitle && index % 7 === 0) employee.jobTitle = `  ${employee.jobTitle}  &  <more> of it`;
      if (employee.lastName && index % 11 === 0) employee.lastName = `${employee.lastName}  O'Hara & Sons of Nowhere`;
      if (employee.department && index % 5 === 0) employee.department = `Größe & Café ${employee.department} (Łódź)`;
    }
    const { idsToStore } = (await preview(at.worker)).plan.basis;
    const { run } = await importPlan(at.worker);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, unknown: 0 } });
    const { plan } = await preview(at.worker);
    expect(plan.changes.filter((change) => change.selected).map(({ name, fields }) => [name, fields])).toEqual([]);
    expect(plan.basis.idsToStore).toBe(idsToStore);
    expect((await at.worker.deps.pairs.facts(at.pair)).notWritable).toEqual([]);
  });
});

describe('hire dates', () => {
  const forms = ['epoch', 'iso', 'day', 'local'] as const;
  const places = ['utc', 'zone-midnight', 'zone-23-before'] as const;

  it.each(forms.flatMap((hiringDate) => places.map((hiringDateAt) => [hiringDate, hiringDateAt] as const)))(
    'kept as %s at %s are read and written as the day meant',
    async (hiringDate, hiringDateAt) => {
      const connected = await connectSandbox({ employees: 60, seed: 2 });
      const { sandbox } = connected;
      sandbox.state.si.settings.timeZone = 'America/Chicago';
      Object.assign(sandbox.modes.si, { hiringDate, hiringDateAt, hiringDateKeeps: 'day' });
      const api = connected.si();
      const { users } = await api.readEverybody();
      const day = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 10));
      const shown = new Map(users.map(({ id, hireDate }) => [id as string, hireDate]));
      for (const user of sandbox.state.si.users) expect(shown.get(user.id)).toBe(day(user.hiringDate));

      for (const present of [true, false]) {
        const user = sandbox.state.si.users.find((one) => one.isActive && (one.hiringDate !== null) === present);
        if (!user) continue;
        for (const date of ['2021-03-28', '2021-07-04', '2021-12-31']) {
          const written = await api.writeFields(user.id as SiUserId, { hireDate: date });
          expect(written.hireDate).toBe(date);
          expect(day(user.hiringDate)).toBe(date);
        }
      }
    },
  );
});

describe("BambooHR's two answers", () => {
  it('that exchange title, department and location write none of them and block the import', async () => {
    const at = await company();
    at.sandbox.modes.bamboo.reportValues = 'exchanged';
    const { plan } = await preview(at.worker);
    const fields = plan.changes.flatMap((change) => change.fields);
    const exchanged = ['jobTitle', 'department', 'location'];
    expect(fields.filter(({ field, state }) => exchanged.includes(field) && state === 'change')).toEqual([]);
    expect(plan.guards).toContainEqual(expect.objectContaining({ id: 'answers-disagree', effect: 'blocks' }));
  });

  it.each(['no-page', 'no-meta', 'text-total', 'high-total', 'error-body', 'html-type'] as const)(
    'of which the list is odd (%s) go on with the report, prove nothing and say so',
    async (listAnswer) => {
      const at = await company();
      at.sandbox.modes.bamboo.listAnswer = listAnswer;
      const { plan } = await preview(at.worker);
      expect(plan.basis).toMatchObject({ listMissing: 'odd', visibility: 'unknown' });
      expect(plan.guards.filter(({ effect }) => effect === 'blocks')).toEqual([]);
    },
  );

  it.each(['fewer-rows', 'cut-short'] as const)(
    'of which the list lacks people (%s) are not used',
    async (listAnswer) => {
      const at = await company();
      at.sandbox.modes.bamboo.listAnswer = listAnswer;
      await at.worker.coordinator.refreshPreview();
      await at.worker.quiet();
      expect(await at.worker.deps.state.get('preview-error')).toMatchObject({ error: { code: 'bamboo-truncated' } });
    },
  );
});

describe('dirty work emails', () => {
  it.each(['refuse', 'anything'] as const)(
    'are cleaned or nothing, where logins that are none are met with: %s',
    async (loginForm) => {
      const at = await company('dirty-emails');
      at.sandbox.modes.si.loginForm = loginForm;
      await preview(at.worker);
      const { run } = await importPlan(at.worker);
      expect(run.counts.failed).toBe(0);
      for (const { loginname } of at.sandbox.state.si.users) expect(usableEmail(loginname)).toBe(loginname);
      const { plan } = await preview(at.worker);
      const texts = plan.changes.flatMap(({ reason, fields }) => [
        reason?.text,
        ...fields.map(({ note }) => note?.text),
      ]);
      expect(texts).toContain('N/A');
    },
  );
});

describe('a required field nobody fills', () => {
  it.each([
    ['hireDate', { blank: ['hireDate'] }, 'required-unreadable'],
    ['gender', { blank: ['gender'] }, 'required-unreadable'],
    // A column the report leaves out may as well be hidden from the key.
    ['gender', { unoffered: ['gender'] }, 'required-field-hidden'],
  ] as const)('%s is said (%j), and can be confirmed', async (field, modes, id) => {
    const at = await company();
    Object.assign(at.sandbox.modes.bamboo, modes);
    const { plan } = await preview(at.worker);
    expect(plan.guards).toContainEqual(
      expect.objectContaining({ id, effect: 'warns', fields: [field], unconfirmed: [field] }),
    );
  });
});

describe('people who start tomorrow', () => {
  it('keep what BambooHR leaves empty until their first day', async () => {
    const at = await company('starting-tomorrow');
    const { plan } = await preview(at.worker);
    const notes = plan.changes.flatMap(({ fields }) => fields.map(({ field, note }) => `${field} ${note?.code}`));
    expect(new Set(notes.filter((note) => note.endsWith('before-first-day')))).toEqual(
      new Set(['department', 'jobTitle', 'supervisor'].map((field) => `${field} before-first-day`)),
    );
    const cleared = plan.changes
      .flatMap(({ fields }) => fields)
      .filter((one) => one.state === 'change' && one.after === null);
    expect(cleared).toEqual([]);
  });
});
