import { beforeEach, describe, expect, test } from 'vitest';
import type { SiApi } from '../../src/si-api/si-api.ts';
import { quietErrors } from '../quiet-errors.ts';
import { type AtSandbox, joinSandbox, workAtSandbox } from './fakes/sandbox-worker.ts';
import { importPlan, preview } from './fakes/test-deps.ts';

const intervalMs = 3 * 3_600_000;
const rounds = 10;
/** Calls of a run that creates somebody and changes somebody else: the reading, two lookups, the invitation, fields, mail. */
const places = 7;

beforeEach(() => {
  quietErrors();
});

/** What a browser does before its call number `at` to Small Improvements. */
interface Pause {
  at: number;
  work(): Promise<void>;
}

/** The client, with somebody else's work done before one of its calls. */
function pausing(si: SiApi, pause: Pause): SiApi {
  return new Proxy(si, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        pause.at -= 1;
        if (pause.at === 0) await pause.work();
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
}

interface Scene {
  readonly one: AtSandbox;
  readonly other: AtSandbox;
  readonly pause: Pause;
}

/** Two browsers that import by themselves and mail, connected to one pair of companies that are in step. */
async function createScene(inviteDuplicate: 'error' | 'existing'): Promise<Scene> {
  const pause: Pause = { at: 0, work: async () => undefined };
  const other = await workAtSandbox({ employees: 40, seed: 5 });
  Object.assign(other.sandbox.modes.si, { inviteDuplicate, inviteMail: 'never' });
  const one = await joinSandbox(other, (target) => pausing(other.si(target), pause));
  await preview(one.worker);
  await importPlan(one.worker);
  for (const at of [one, other]) {
    await at.facts({ manualImportDone: true });
    await preview(at.worker);
    at.world.settings = { ...at.world.settings, automaticImports: true, sendPasswordEmails: true };
  }
  other.sandbox.state.si.mails.length = 0;
  return { one, other, pause };
}

/** What happens in the company between two runs: somebody joins, somebody gets a title, somebody leaves. */
function change({ sandbox }: AtSandbox, round: number): void {
  const { employees } = sandbox.state.bamboo;
  const active = employees.filter(({ status, id }) => status === 'Active' && Number(id) < 990_000);
  const model = active.find(({ supervisorEId }) => supervisorEId);
  const leaver = active.findLast(({ id }) => !employees.some(({ supervisorEId }) => supervisorEId === id));
  const promoted = active[round % active.length];
  if (!model || !leaver || !promoted) throw new Error('the company is too small');
  promoted.jobTitle = `Title ${round}`;
  if (round % 3 === 0) leaver.status = 'Inactive';
  const id = String(990_000 + round);
  employees.push({
    ...structuredClone(model),
    id,
    employeeNumber: id,
    firstName: `Joining${round}`,
    lastName: 'Soon',
    preferredName: null,
    workEmail: `joining.${round}@larkspur.example`,
    hireDate: '2026-11-01',
  });
}

async function tick({ world, worker }: AtSandbox): Promise<void> {
  world.clock.advance(intervalMs);
  await worker.coordinator.tick();
  await worker.quiet();
  expect((await worker.deps.state.get('schedule'))?.lastProblem).toBeUndefined();
}

/** Everybody as Small Improvements has them, without what it counts and numbers by itself. */
function accounts({ sandbox }: AtSandbox) {
  const { users } = sandbox.state.si;
  const loginOf = new Map(users.map((user) => [user.id, user.loginname]));
  return users
    .map((user) => ({
      login: user.loginname.toLowerCase(),
      is: [user.firstName, user.lastName, user.role, user.department, user.location, user.gender, user.isActive],
      externalId: user.externalSystemId,
      boss: loginOf.get(user.managerId ?? ''),
    }))
    .toSorted((a, b) => a.login.localeCompare(b.login));
}

const newcomers = (at: AtSandbox) =>
  at.sandbox.state.si.users.filter(({ loginname }) => loginname.startsWith('joining.'));
const mailsOf = (at: AtSandbox, userId: string) =>
  at.sandbox.state.si.mails.filter((mail) => mail.userId === userId && mail.kind === 'welcome').length;

/** The same company, looked after by one browser alone. */
async function aloneWith(inviteDuplicate: 'error' | 'existing') {
  const { one: idle, other } = await createScene(inviteDuplicate);
  for (let round = 0; round < rounds; round += 1) {
    change(other, round);
    await tick(other);
  }
  await tick(other);
  expect((await idle.worker.deps.pairs.facts(idle.pair)).others).toBeUndefined();
  expect((await other.worker.deps.pairs.facts(other.pair)).others).toBeUndefined();
  return accounts(other);
}

function expectNobodyTwice(at: AtSandbox, mails: readonly number[]): void {
  expect(newcomers(at)).toHaveLength(rounds);
  const ids = at.sandbox.state.si.users.flatMap(({ externalSystemId }) => externalSystemId ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of newcomers(at)) expect(mails).toContain(mailsOf(at, id));
}

describe.each(['error', 'existing'] as const)('two browsers, where a double invitation comes to: %s', (duplicate) => {
  test('take turns for 20 runs: one account and one mail a person, and the end of one browser alone', async () => {
    const { one, other } = await createScene(duplicate);
    for (let round = 0; round < rounds; round += 1) {
      change(other, round);
      await tick(round % 2 === 0 ? one : other);
      await tick(round % 2 === 0 ? other : one);
    }
    expectNobodyTwice(other, [1]);
    // Each has seen the other at work, and nobody else.
    for (const { worker, pair } of [one, other]) {
      expect((await worker.deps.pairs.facts(pair)).others).toMatchObject({ created: 1, imports: true });
    }
    expect(accounts(other)).toEqual(await aloneWith(duplicate));
  });

  test('run into each other before each call of a run, in 20 runs: never two accounts or two mails, and the same end', async () => {
    const { one, other, pause } = await createScene(duplicate);
    for (let round = 0; round < rounds; round += 1) {
      change(other, round);
      pause.at = 1 + (round % places);
      pause.work = () => tick(other);
      await tick(one);
      expect(pause.at).toBeLessThanOrEqual(0);
    }
    await tick(one);
    expectNobodyTwice(other, [0, 1]);
    expect(accounts(other)).toEqual(await aloneWith(duplicate));
    // Who got no mail of ours is on the list of whoever made the account.
    const listed = (
      await Promise.all([one, other].map(({ worker, pair }) => worker.deps.pairs.uninformed(pair)))
    ).flat();
    for (const { id } of newcomers(other)) {
      expect(mailsOf(other, id) === 1 || listed.some(({ siUserId }) => siUserId === id)).toBe(true);
    }
  });
});

test('what somebody edits by hand after another import is told beside it, not instead of it', async () => {
  const { one, other } = await createScene('error');
  change(other, 0);
  await tick(one);
  await tick(other);
  const others = async () => (await other.worker.deps.pairs.facts(other.pair)).others;
  const imported = await others();
  expect(imported).toMatchObject({ created: 1, imports: true });
  for (const role of ['By hand', 'By hand again']) {
    const user = other.sandbox.state.si.users.find((each) => each.isActive && each.externalSystemId);
    Object.assign(user ?? {}, { role });
    await tick(other);
    expect(await others()).toMatchObject({ created: 0, changed: 1, imports: false, imported });
  }
  change(other, 1);
  await tick(one);
  await tick(other);
  expect(await others()).toMatchObject({ created: 1, imports: true });
  expect(await others()).not.toHaveProperty('imported');
});

test('two browsers at the very same moment make one account a person, and each mails once at most', async () => {
  const { one, other } = await createScene('error');
  for (let round = 0; round < rounds; round += 1) {
    change(other, round);
    await Promise.all([tick(one), tick(other)]);
  }
  await tick(one);
  // Each asks SI whether there is an account before the other has made one: nothing in SI tells them apart.
  expectNobodyTwice(other, [0, 1, 2]);
  expect(newcomers(other)).toHaveLength(rounds);
});
