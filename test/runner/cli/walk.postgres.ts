import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangeKind, isWriting } from '../../../src/domain/change.ts';
import { planLifeMs } from '../../../src/domain/plan.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/start-sandbox.ts';
import { runRunner, type RunnerEnd } from '../../../scripts/lib/runner/start-runner.ts';
import { reachSandboxes, runHere } from '../../../scripts/lib/runner/run-here.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { until } from '../work/companies.ts';
import { type FreshDatabase, makeDatabase } from '../support/fresh-database.ts';

let folder: string;
let fresh: FreshDatabase & { drop(): Promise<void> };
let sandbox: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runner-walk-'));
  fresh = await makeDatabase();
  sandbox = await startSandbox({ employees: 60, seed: 7 });
  await reachSandboxes(ports());
});

afterAll(async () => {
  await sandbox.stop();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

const keyFile = () => join(folder, 'runner.key');

const ports = () => ({
  'larkspur.bamboohr.com': sandbox.port,
  'larkspur.small-improvements.com': sandbox.port,
});

function runner(args: readonly string[], own: Readonly<Record<string, string>> = {}): Promise<RunnerEnd> {
  return runHere(args, { DATABASE_URL: fresh.url, RUNNER_KEY_FILE: keyFile(), ...own });
}

/** A command that is to be done, and what it says to programs. */
async function done<Result>(args: readonly string[], own: Readonly<Record<string, string>> = {}): Promise<Result> {
  const { code, out, err } = await runner([...args, '--json'], own);
  expect({ code, err: code === 0 ? '' : err, out: code === 0 ? '' : out }).toEqual({ code: 0, err: '', out: '' });
  return JSON.parse(out) as Result;
}

async function failed(args: readonly string[], own: Readonly<Record<string, string>> = {}) {
  const { code, out } = await runner([...args, '--json'], own);
  return { exit: code, error: (JSON.parse(out) as { error: { code: string; what: string } }).error.code };
}

async function settingsFile(settings: object): Promise<string> {
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  return file;
}

const keys = () => ({
  BAMBOO_API_KEY: sandbox.accounts.bamboo.apiKey,
  SI_TOKEN: sandbox.accounts.smallImprovements.token,
});

interface Preview {
  readonly fingerprint: string;
  readonly rows: readonly { readonly key: string; readonly kind: ChangeKind; readonly selected: boolean }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly guards: readonly { readonly id: string; readonly effect: string; readonly count: number }[];
}
interface Ended {
  readonly run: { readonly id: string; readonly state: string; readonly counts: Readonly<Record<string, number>> };
}

interface Chosen {
  readonly fingerprint: string;
  readonly selected: number;
}

/** The saved preview was made so much earlier. */
async function ageBy(ms: number): Promise<void> {
  const takenAt = "to_jsonb((header->>'takenAtMs')::bigint - $1::bigint)";
  const aged = `jsonb_set(header::jsonb, '{takenAtMs}', ${takenAt})::json`;
  await fresh.database.rows(`UPDATE runner.plans SET header = ${aged}`, [ms]);
}

/** In a process of its own, as its users start it. */
const program = (args: readonly string[]) =>
  runRunner({ databaseUrl: fresh.url, ports: ports() }, args, { RUNNER_KEY_FILE: keyFile() });

describe('the command line, over a real database and both systems over HTTPS', () => {
  test('begins with a database that is set up, and says so when it is not', async () => {
    expect(await failed(['list'])).toEqual({ exit: 2, error: 'database-not-set-up' });
    expect(await failed(['list'], { DATABASE_URL: '' })).toEqual({ exit: 2, error: 'database-missing' });
    expect(await failed(['list'], { DATABASE_URL: 'acme' })).toEqual({ exit: 2, error: 'database-address' });
    const elsewhere = 'postgres://127.0.0.1:1/acme';
    expect(await failed(['list'], { DATABASE_URL: elsewhere })).toEqual({ exit: 5, error: 'database-unreachable' });
    expect(await done(['init', '--make-key', keyFile()])).toMatchObject({ before: 0 });
    expect(await failed(['init', '--make-key', keyFile()])).toEqual({ exit: 2, error: 'file-there' });
    expect(await done(['list'])).toEqual([]);
  });

  test('takes a company by file and environment, and refuses what does not fit', async () => {
    const { subdomain } = sandbox.accounts.bamboo;
    const { address } = sandbox.accounts.smallImprovements;
    const wrong = await settingsFile({ bambooSubdomain: subdomain, siAdress: address, headCount: 'many' });
    const told = await runner(['add', 'lark', '--settings', wrong], keys());
    expect(told.code).toBe(2);
    expect(told.err).toContain('siAdress: there is no such setting. Did you mean siAddress?');
    expect(told.err).toContain('headCount: use a number');
    const file = await settingsFile({ bambooSubdomain: subdomain, siAddress: address, headCount: 60 });
    expect(await failed(['add', 'lark', '--settings', file])).toEqual({ exit: 2, error: 'secret-missing' });
    const noKey = { ...keys(), RUNNER_KEY_FILE: '' };
    expect(await failed(['add', 'lark', '--settings', file], noKey)).toEqual({ exit: 2, error: 'sealing-key-missing' });
    const lost = { ...keys(), RUNNER_KEY_FILE: join(folder, 'none') };
    expect(await failed(['add', 'lark', '--settings', file], lost)).toEqual({ exit: 2, error: 'file-unreadable' });
    expect(await done(['add', 'lark', '--settings', file], keys())).toEqual({ name: 'lark', added: true });
    expect(await failed(['add', 'lark', '--settings', file], keys())).toEqual({ exit: 2, error: 'tenant-taken' });
    expect(await failed(['preview', 'nobody'])).toEqual({ exit: 2, error: 'tenant-unknown' });
    expect(await done(['list'])).toMatchObject([{ name: 'lark', automatic: 'off', siAddress: address }]);
  });

  test('previews, imports exactly that, asks, and takes it back', async () => {
    expect(await done(['test', 'lark'])).toMatchObject({ bamboo: { ok: true }, si: { ok: true } });
    const first = await done<Preview>(['preview', 'lark']);
    expect(first.counts).toEqual(expect.objectContaining({ create: expect.any(Number) }));
    const csv = await runner(['preview', 'lark', '--saved', '--csv']);
    expect(csv.out).toMatch(/^\uFEFF"Name",/);
    const shown = await runner(['preview', 'lark', '--saved']);
    expect(shown.out).toContain(`import lark --plan ${first.fingerprint}`);
    const german = await runner(['preview', 'lark', '--saved', '--language', 'de']);
    expect(german.out).toContain('Neu ');

    expect(await failed(['import', 'lark', '--plan', 'other'])).toEqual({ exit: 2, error: 'plan-changed' });
    const { run } = await done<Ended>(['import', 'lark', '--plan', first.fingerprint]);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, unknown: 0 } });
    expect(run.counts['confirmed']).toBeGreaterThan(5);
    expect(await failed(['import', 'lark', '--plan', first.fingerprint])).toEqual({ exit: 2, error: 'plan-missing' });

    const told = await runner(['status', 'lark']);
    expect(told.out).toContain('answer lark mailed');
    await done(['answer', 'lark', 'not-mailed']);
    const second = await done<Preview>(['preview', 'lark']);
    const { run: rest } = await done<Ended>(['import', 'lark', '--plan', second.fingerprint]);
    expect(rest.state).toBe('done');
    const third = await done<Preview>(['preview', 'lark']);
    expect(third.rows.filter(({ kind, selected }) => selected && isWriting(kind))).toEqual([]);

    const runs = await done<readonly { readonly id: string }[]>(['history', 'lark']);
    expect(runs).toHaveLength(2);
    const plan = await done<{ readonly fingerprint: string; readonly rows: readonly unknown[] }>([
      'revert',
      'lark',
      rest.id,
    ]);
    expect(plan.rows.length).toBeGreaterThan(0);
    expect(await done(['revert', 'lark', '--plan', plan.fingerprint])).toMatchObject({ run: { trigger: 'revert' } });
    expect(await done(['history', 'lark', '--limit', '1'])).toMatchObject([{ trigger: 'revert', state: 'done' }]);
    const { companies } = await done<{ companies: readonly object[] }>(['status', 'lark']);
    expect(companies).toMatchObject([{ name: 'lark', lastRun: { trigger: 'revert' }, secrets: { siToken: true } }]);
  });

  test('leaves an import open at Ctrl-C, and goes on with it where it was', async () => {
    const active = sandbox.state.bamboo.employees.filter(({ status }) => status === 'Active').slice(0, 14);
    for (const employee of active) employee.jobTitle = 'Gardener';
    const { id } = sandbox.faults.add({ side: 'si', path: '/', delayMs: 150, count: 'forever' });
    const { fingerprint } = await done<Preview>(['preview', 'lark']);
    const seen = sandbox.requests.entries.length;
    const writes = () => sandbox.requests.entries.slice(seen).filter(({ method }) => method === 'PUT').length;

    let press = (): void => undefined;
    const env = { DATABASE_URL: fresh.url, RUNNER_KEY_FILE: keyFile() };
    const args = ['import', 'lark', '--plan', fingerprint, '--json'];
    const importing = runHere(args, env, (heard) => (press = heard));
    await until(() => writes() >= 2);
    press();
    const { code, out } = await importing;
    expect([code, (JSON.parse(out) as Ended).run.state]).toEqual([130, 'running']);
    const before = writes();
    sandbox.faults.remove(id);

    const { run } = await done<Ended>(['import', 'lark', '--plan', fingerprint]);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, unknown: 0, pending: 0 } });
    expect(writes()).toBeGreaterThan(before);
    const titles = sandbox.state.si.users.filter(({ role }) => role === 'Gardener');
    expect(titles.length).toBeGreaterThan(5);
  });

  test('keeps what is decided, and pauses', async () => {
    const { rows } = await done<Preview>(['preview', 'lark', '--saved']);
    const key = rows.find((row) => row.key.startsWith('e:'))?.key ?? '';
    const { id } = await done<{ readonly id: string }>(['decide', 'lark', 'exclude', key]);
    expect(await done(['decide', 'lark', 'list'])).toMatchObject([{ id }]);
    await done(['decide', 'lark', 'undo', id]);
    expect(await done(['decide', 'lark', 'list'])).toEqual([]);
    expect(await failed(['decide', 'lark', 'exclude', 'nobody'])).toEqual({ exit: 2, error: 'person-unknown' });
    for (const what of ['exclude', 'undo'])
      expect(await failed(['decide', 'lark', what, ''])).toEqual({ exit: 2, error: 'decision-unclear' });
    await done(['pause', 'lark', '--reason', 'holidays']);
    const on = await settingsFile({ automaticImports: true });
    await done(['add', 'lark', '--settings', on, '--update']);
    expect(await done(['list'])).toMatchObject([{ automatic: 'paused' }]);
    await done(['pause', 'lark', '--end']);
    for (const day of ['2026-01-04', '2126-01-04'])
      expect(await failed(['pause', 'lark', '--until', day])).toEqual({ exit: 2, error: 'settings-invalid' });
    expect(await done(['list'])).toMatchObject([{ automatic: 'on' }]);
  });

  test('imports the rows that were chosen, and no preview of the day before', async () => {
    const bakers = sandbox.state.bamboo.employees.filter(({ status }) => status === 'Active').slice(14, 17);
    for (const employee of bakers) employee.jobTitle = 'Baker';
    const shown = await done<Preview>(['preview', 'lark']);
    const [first = '', second = ''] = bakers.map(({ id }) => `e:${id}`);
    const choose = (...words: readonly string[]) => ['choose', 'lark', ...words, '--plan', shown.fingerprint];
    const wrong = await failed(['choose', 'lark', 'out', first, '--plan', 'other']);
    expect(wrong).toEqual({ exit: 2, error: 'plan-changed' });
    expect(await failed(choose('out'))).toEqual({ exit: 2, error: 'person-unknown' });
    const fixed = shown.rows.find(({ kind }) => kind === 'unchanged')?.key ?? '';
    expect(await failed(choose('in', fixed))).toEqual({ exit: 2, error: 'row-fixed' });
    const none = await done<Chosen>(choose('out', '--kind', 'update'));
    const chosen = await done<Chosen>(['choose', 'lark', 'in', first, second, '--plan', none.fingerprint]);
    expect(chosen.selected).toBe(none.selected + 2);
    expect(await failed(['import', 'lark', '--plan', shown.fingerprint])).toEqual({ exit: 2, error: 'plan-changed' });

    await ageBy(planLifeMs);
    expect(await failed(['import', 'lark', '--plan', chosen.fingerprint])).toEqual({ exit: 2, error: 'plan-stale' });
    await ageBy(-planLifeMs);
    const { run } = await done<Ended>(['import', 'lark', '--plan', chosen.fingerprint]);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, unknown: 0 } });
    expect(sandbox.state.si.users.filter(({ role }) => role === 'Baker')).toHaveLength(2);

    const third = bakers[2];
    if (!third) throw new Error('no third baker');
    const { fingerprint } = await done<Preview>(['preview', 'lark']);
    third.jobTitle = 'Cook';
    const one = await runner(['import', 'lark', '--plan', fingerprint, '--only', third.id, '--json']);
    expect([one.code, (JSON.parse(one.out) as Ended).run.counts]).toMatchObject([1, { confirmed: 0, skipped: 1 }]);
  });

  test('mails whom nobody informed, once, and stores employee IDs', async () => {
    const listed = await done<readonly { readonly siUserId: string; readonly name: string }[]>(['mail', 'lark']);
    expect(listed.length).toBeGreaterThan(0);
    const told = await runner(['mail', 'lark']);
    expect(told.out).toContain(listed[0]?.name);
    expect(told.out).toContain('mail lark --all');
    for (const name of ['nobody', '', ' '])
      expect(await failed(['mail', 'lark', name])).toEqual({ exit: 2, error: 'person-unknown' });
    const before = sandbox.state.si.mails.length;
    const { run } = await done<Ended>(['mail', 'lark', '--all']);
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, unknown: 0 } });
    const mailed = sandbox.state.si.mails.slice(before).map(({ userId }) => userId);
    expect(mailed.length).toBe(run.counts['confirmed']);
    expect(listed.map(({ siUserId }) => siUserId)).toEqual(expect.arrayContaining(mailed));
    const left = await done<readonly { readonly siUserId: string }[]>(['mail', 'lark']);
    expect(left.filter(({ siUserId }) => mailed.includes(siUserId))).toEqual([]);

    const { fingerprint } = await done<Preview>(['preview', 'lark']);
    const shown = await runner(['preview', 'lark', '--saved']);
    expect(shown.out).toContain(`store-ids lark --plan ${fingerprint}`);
    const identified = () => sandbox.state.si.users.filter((user) => user.externalSystemId !== null).length;
    const had = identified();
    const { run: stored } = await done<Ended>(['store-ids', 'lark', '--plan', fingerprint]);
    expect(stored).toMatchObject({ state: 'done', counts: { failed: 0, unknown: 0 } });
    // Of some only the hire date was missing.
    expect(identified()).toBeGreaterThan(had);
    await done(['preview', 'lark']);
    expect((await runner(['preview', 'lark', '--saved'])).out).not.toContain('store-ids');
  });

  test('moves out and in by a file, and is told of by a webhook whose address is never shown', async () => {
    const file = join(folder, 'move.json');
    await done(['transfer', 'lark', 'out', file]);
    expect(await failed(['transfer', 'lark', 'out', file])).toEqual({ exit: 2, error: 'file-there' });
    expect(await done(['transfer', 'lark', 'in', file, '--yes'])).toMatchObject({ changes: false, done: false });
    expect((await runner(['transfer', 'lark', 'in', file])).out).toContain('There is nothing to take over.');

    expect(await failed(['webhook', 'lark', 'set'])).toEqual({ exit: 2, error: 'secret-missing' });
    const unset = await runner(['webhook', 'lark', 'set']);
    expect(unset.err).toContain('WEBHOOK_URL');
    expect(unset.err).not.toContain('SI_TOKEN');
    const to = { WEBHOOK_URL: 'https://hooks.example/services/very-secret' };
    const set = await runner(['webhook', 'lark', 'set'], to);
    expect(set.out).toMatch(/^Messages go to hooks\.example from now on, signed\.\n.*whsec_/);
    expect(set.out + set.err).not.toContain('very-secret');
    expect(await failed(['webhook', 'lark', 'test'])).toEqual({ exit: 5, error: 'offline' });

    // A server that is there, and knows no such path.
    await done(['webhook', 'lark', 'set'], { WEBHOOK_URL: 'https://larkspur.bamboohr.com/very-secret' });
    expect(await failed(['webhook', 'lark', 'test'])).toEqual({ exit: 5, error: 'webhook-refused' });
    const answered = await runner(['webhook', 'lark', 'test']);
    expect(answered.err).toContain('did not take the message');
    expect(answered.err).toContain('Status 404');
    expect(answered.err).not.toMatch(/offline|very-secret/);
    await done(['webhook', 'lark', 'remove']);
    expect(await failed(['webhook', 'lark', 'test'])).toEqual({ exit: 2, error: 'webhook-missing' });
  });

  test('is blocked by a safety rule until it is overridden, and says what is refused or away', async () => {
    quietErrors();
    await done(['add', 'lark', '--settings', await settingsFile({ headCount: 600 }), '--update']);
    const employees = sandbox.state.bamboo.employees;
    sandbox.state.bamboo.employees = employees.slice(0, 20);
    const { fingerprint, guards } = await done<Preview>(['preview', 'lark']);
    const block = guards.find(({ effect }) => effect === 'blocks');
    expect(block).toBeDefined();
    const blocked = await failed(['import', 'lark', '--plan', fingerprint]);
    expect(blocked).toEqual({ exit: 3, error: 'plan-blocked' });
    const most = Math.max(...guards.filter(({ effect }) => effect === 'blocks').map(({ count }) => count));
    const release = (count: number) => [
      'override',
      'lark',
      '--plan',
      fingerprint,
      '--count',
      `${count}`,
      '--reason',
      'x',
    ];
    expect(await failed(release(most + 1))).toEqual({ exit: 2, error: 'settings-invalid' });
    expect(await done(release(most))).toEqual({ name: 'lark', fingerprint });
    sandbox.state.bamboo.employees = employees;

    sandbox.faults.add({ side: 'bamboo', path: '/', status: 401, count: 'forever' });
    expect(await failed(['preview', 'lark'])).toEqual({ exit: 4, error: 'bamboo-wrong-key' });
  });

  test('is a program: help, results and exit codes are those of its process', async () => {
    expect(await program(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes:'), err: '' });
    expect(await program(['previw'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('preview') });
    const { code, out } = await program(['preview', 'lark', '--json']);
    expect([code, JSON.parse(out)]).toMatchObject([4, { error: { code: 'bamboo-wrong-key' } }]);
  });

  test('removes a company when that is meant', async () => {
    expect(await failed(['remove', 'lark'])).toEqual({ exit: 2, error: 'not-confirmed' });
    await done(['remove', 'lark', '--yes']);
    expect(await done(['list'])).toEqual([]);
  });

  test('touches nothing of a database a newer program has worked with', async () => {
    await fresh.database.rows('INSERT INTO runner.versions VALUES (999, now())');
    expect(await failed(['list'])).toEqual({ exit: 2, error: 'database-newer' });
    expect(await failed(['init'])).toEqual({ exit: 2, error: 'database-newer' });
  });
});
