import { describe, expect, it } from 'vitest';
import { known, HIDDEN, NOT_OFFERED } from '../../src/domain/cell.ts';
import { codeOf, connectSandbox } from './connect.ts';

const reportPath = '/api/v1/reports/custom';
const listPath = '/api/v1/employees?';

describe('BambooHR client against the sandbox', () => {
  it('reads every employee as BambooHR has them, with two requests', async () => {
    const { sandbox, bamboo, calls } = await connectSandbox({ employees: 120, seed: 3 });
    const snapshot = await bamboo().readEverybody();
    const stored = sandbox.state.bamboo.employees;
    expect(snapshot.employees).toHaveLength(stored.length);
    expect(snapshot).toMatchObject({ issues: [], notVisible: [], hiddenFields: [], visibility: 'full' });
    const today = sandbox.state.today;
    for (const employee of stored) {
      const read = snapshot.employees.find((one) => one.id === employee.id);
      // Dated rows whose day has come count as current values (reference §2.2).
      const current = Object.assign(
        {},
        employee,
        ...employee.future.filter((row) => row.from <= today).map((row) => row.values),
      );
      expect(read).toMatchObject({
        status: current.status === 'Active' ? 'active' : 'inactive',
        firstName: employee.firstName,
        lastName: employee.lastName,
        preferredName: employee.preferredName,
        workEmail: employee.workEmail,
        gender: employee.gender,
        hireDate: employee.hireDate,
        employeeNumber: employee.employeeNumber,
        jobTitle: current.jobTitle,
        department: current.department,
        location: current.location,
        supervisorId: current.supervisorEId,
      });
    }
    expect(calls()).toHaveLength(2);
  });

  it('says what the key can see when the connection is tested', async () => {
    const { sandbox, bamboo, calls } = await connectSandbox({ employees: 60 });
    const found = await bamboo().testConnection();
    expect(found).toMatchObject({
      companyName: sandbox.state.bamboo.displayName,
      visible: sandbox.accounts.headCount,
      notVisible: 0,
      sources: { report: true, list: true },
    });
    expect(found.keyOwner).toMatch(/\S+ \S+/);
    expect(found.active + found.inactive).toBe(found.visible);
    expect(found.fields.every((field) => field.readable === 'all')).toBe(true);
    expect(calls()).toHaveLength(4);
  });

  it('needs one request for each 2,500 people and one more: 10,000 rows', async () => {
    const { bamboo, calls } = await connectSandbox({ employees: 10_000 });
    const snapshot = await bamboo().readEverybody();
    expect(snapshot.employees).toHaveLength(10_000);
    expect(snapshot.issues).toEqual([]);
    expect(calls().toSorted()).toEqual([...Array(4).fill('GET /api/v1/employees'), `POST ${reportPath}`]);
  });

  it('tells a wrong key, a key of somebody gone, a wrong subdomain and another company apart', async () => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 30 });
    const { keys } = sandbox.accounts.bamboo;
    expect(await codeOf(bamboo({ key: 'f'.repeat(40) }).testConnection())).toBe('bamboo-wrong-key');
    expect(await codeOf(bamboo({ key: keys['disabledOwner'] ?? '' }).readEverybody())).toBe('bamboo-forbidden');
    expect(await codeOf(bamboo({ subdomain: 'nobody-here' }).testConnection())).toBe('bamboo-wrong-subdomain');
    expect(await codeOf(bamboo({ key: 'x', subdomain: 'nobody-here' }).readEverybody())).toBe('bamboo-wrong-subdomain');
    const { otherSubdomain } = sandbox.accounts.bamboo;
    expect(await codeOf(bamboo({ subdomain: otherSubdomain }).readEverybody())).toBe('bamboo-wrong-key');
  });

  it('takes a subdomain pasted as an address', async () => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 20 });
    const { subdomain } = sandbox.accounts.bamboo;
    const pasted = bamboo({ subdomain: `https://${subdomain.toUpperCase()}.bamboohr.com/home?x=1` });
    expect((await pasted.readEverybody()).employees).toHaveLength(20);
  });

  it('sees hidden people and rows of a key for part of the company', async () => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 80 });
    const { keys } = sandbox.accounts.bamboo;
    const subset = await bamboo({ key: keys['subset'] ?? '' }).readEverybody();
    expect(subset.visibility).toBe('subset');
    expect(subset.employees.length).toBeGreaterThan(0);
    expect(subset.employees.length + subset.notVisible.length).toBe(80);
    const nobody = await bamboo({ key: keys['nobody'] ?? '' }).readEverybody();
    expect(nobody).toMatchObject({ employees: [], visibility: 'subset' });
    expect(nobody.notVisible).toHaveLength(80);
  });

  it.each([
    ['noStatus', 'status'],
    ['noGender', 'gender'],
    ['noEmail', 'workEmail'],
    ['noHireDate', 'hireDate'],
    ['noSupervisor', 'supervisor'],
  ] as const)('names the field the key %s cannot see', async (name, field) => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 25 });
    const api = bamboo({ key: sandbox.accounts.bamboo.keys[name] ?? '' });
    const snapshot = await api.readEverybody();
    expect(snapshot.hiddenFields).toEqual([field]);
    expect(snapshot.employees).toHaveLength(25);
    const { fields } = await api.testConnection();
    expect(fields.find((one) => one.field === field)).toEqual({ field, required: true, readable: 'none' });
  });

  it.each(['null', 'absent'] as const)(
    'never takes an email hidden on some rows (%s) for an empty one',
    async (mode) => {
      const { sandbox, bamboo } = await connectSandbox({ employees: 50 });
      sandbox.modes.bamboo.partialField = mode;
      const snapshot = await bamboo({ key: sandbox.accounts.bamboo.keys['partialEmail'] ?? '' }).readEverybody();
      const hiddenFor = sandbox.state.bamboo.keys.find((key) => key.name === 'partialEmail')?.hiddenFor?.ids ?? [];
      expect(hiddenFor.length).toBeGreaterThan(5);
      for (const id of hiddenFor) expect(snapshot.employees.find((one) => one.id === id)?.workEmail).toBe(HIDDEN);
    },
  );

  it.each(['present-empty', 'absent'] as const)(
    'proves empties by the list with _restrictedFields %s',
    async (mode) => {
      const { sandbox, bamboo } = await connectSandbox({ employees: 40 });
      sandbox.modes.bamboo.restrictedFields = mode;
      sandbox.modes.bamboo.listUnsetDate = 'zeros';
      const target = sandbox.state.bamboo.employees[7];
      Object.assign(target ?? {}, { department: null, hireDate: null });
      const read = (await bamboo().readEverybody()).employees.find((one) => one.id === target?.id);
      expect(read).toMatchObject({ department: null, hireDate: null });
      expect(read?.provenEmpty.has('department')).toBe(true);
      expect(read?.provenEmpty.has('gender')).toBe(false);
    },
  );

  it.each(['unauthorized', 'forbidden'] as const)('goes on with the report when the list is %s', async (mode) => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 40 });
    sandbox.modes.bamboo.listBasicAuth = mode;
    const snapshot = await bamboo().readEverybody();
    expect(snapshot).toMatchObject({ sources: { report: true, list: false }, visibility: 'unknown' });
    expect(snapshot.employees).toHaveLength(40);
    expect(snapshot.employees.every((one) => one.provenEmpty.size === 0)).toBe(true);
  });

  it('goes on with the list when the report refuses', async () => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 40 });
    sandbox.faults.add({ side: 'bamboo', path: reportPath, status: 403, count: 'forever' });
    const snapshot = await bamboo().readEverybody();
    expect(snapshot).toMatchObject({ sources: { report: false, list: true }, visibility: 'full' });
    expect(snapshot.employees).toHaveLength(40);
    // The newest documentation has gender in the list; older servers ignore the name.
    expect(snapshot.employees.some((one) => typeof one.gender === 'string')).toBe(true);
    sandbox.modes.bamboo.listRevision = 'older';
    const older = await bamboo().readEverybody();
    expect(older.employees.every((one) => one.gender === NOT_OFFERED)).toBe(true);
    expect(snapshot.employees.filter((one) => known(one.status) === 'active').length).toBeGreaterThan(20);
  });

  it.each([
    ['HTML instead of JSON', { html: true }, 'bamboo-not-json'],
    ['JSON cut short', { truncate: 300 }, 'bamboo-truncated'],
    ['a connection cut in the middle', { truncate: 300, reset: true }, 'bamboo-truncated'],
    ['a connection cut at once', { reset: true }, 'offline'],
    ['an outage', { status: 500 }, 'bamboo-unavailable'],
    ['a long rate limit', { status: 429, retryAfter: 300 }, 'bamboo-rate-limited'],
    ['a refused key', { status: 401 }, 'none'],
  ])('tells %s on either source', async (_what, fault, code) => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 40 });
    for (const path of [reportPath, listPath]) {
      sandbox.faults.clear();
      sandbox.faults.add({ side: 'bamboo', path, ...fault, count: 'forever' });
      // A list that is no list counts as refused.
      const expected = path === listPath && code === 'bamboo-not-json' ? 'none' : code;
      expect([path, await codeOf(bamboo().readEverybody())]).toEqual([path, expected]);
    }
  });

  it.each([
    ['seconds', 3],
    ['a date', () => new Date(Date.now() + 4000).toUTCString()],
  ])('waits out a short rate limit given as %s', async (_what, retryAfter) => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 20 });
    const given = typeof retryAfter === 'function' ? retryAfter() : retryAfter;
    sandbox.faults.add({ side: 'bamboo', path: reportPath, status: 429, retryAfter: given, count: 2 });
    expect((await bamboo().readEverybody()).sources).toEqual({ report: true, list: true });
  });

  it('says offline while BambooHR is off the network and works again afterwards', async () => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 20 });
    const api = bamboo();
    sandbox.setRunning('bamboo', false);
    expect(await codeOf(api.readEverybody())).toBe('offline');
    sandbox.setRunning('bamboo', true);
    expect((await api.readEverybody()).employees).toHaveLength(20);
  });

  it('names deleted people', async () => {
    const { sandbox, bamboo } = await connectSandbox({ employees: 40 });
    const deleted = sandbox.state.bamboo.deleted.map((one) => one.id);
    expect(deleted.length).toBeGreaterThan(0);
    expect((await bamboo().readDeleted(0)).toSorted()).toEqual(deleted.toSorted());
    expect(await bamboo().readDeleted(Date.now() + 86_400_000)).toEqual([]);
    sandbox.modes.bamboo.changedEmpty = 'object';
    expect(await bamboo().readDeleted(Date.now() + 86_400_000)).toEqual([]);
  });
});
