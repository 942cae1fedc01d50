import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from '../../../scripts/lib/postgres/start-postgres.ts';
import type { Notice } from '../../../src/run/deps.ts';
import { connectDatabase, type Database } from '../../../src/runner/store/database.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import { createHalt } from '../../../src/runner/work/halt.ts';
import { lookAt } from '../../../src/runner/work/look.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { databaseOn } from '../support/database-on.ts';
import { freshDatabase, type TenantHome } from '../support/fresh-database.ts';
import { dueCompany, outsideOf } from './companies.ts';

const minuteMs = 60_000;
/** Few enough for an automatic import. */
const people = 19;
const fresh = freshDatabase();

/** How a disk is filled, and emptied again. */
interface Disk {
  fill(): Promise<void>;
  free(): Promise<void>;
}

/** The disk fills up before an import begins, or in the middle of it; some time later somebody makes room. */
async function expectMadeUpFor(database: Database, disk: Disk, when: 'before' | 'in the middle'): Promise<void> {
  const home = await homeIn(database);
  const world = await dueCompany(home, people);
  let nowMs = Date.UTC(2026, 10, 22, 12);
  const clock = { now: () => nowMs, sleep: async (ms: number) => void (nowMs += ms) };
  const told: Notice[] = [];
  const outside = { ...outsideOf([world]), clock, told: (_tenant: string, notice: Notice) => void told.push(notice) };
  const looking = { database, key: await sealingKeyOf(new Uint8Array(32)), outside, halt: createHalt(clock) };
  if (when === 'before') await disk.fill();
  else world.si.twist({ on: 'writeFields', after: 5, times: 1, first: () => disk.fill() });

  for (let at = 0; at < 3; at += 1) {
    // What cannot be stored is tried again by the queue.
    await lookAt(home.tenant, looking).catch((thrown: unknown) => {
      expect(thrown).toMatchObject({ code: 'storage-quota' });
    });
    nowMs += 2 * minuteMs;
  }
  expect(told).toContainEqual({ kind: 'failed', code: 'storage-quota' });
  const written = world.si.callsOf('writeFields', 'create').length;
  if (when === 'before') expect(written).toBe(0);
  // What was on the wire is all that was sent.
  else expect(written).toBeLessThan(people);

  await disk.free();
  for (let at = 0; at < 60 && [...world.si.users.values()].some(({ jobTitle }) => jobTitle !== 'New'); at += 1) {
    await lookAt(home.tenant, looking);
    nowMs += 15 * minuteMs;
  }
  expect([...world.si.users.values()].filter(({ jobTitle }) => jobTitle !== 'New')).toEqual([]);
  expect(world.si.invited).toEqual(['p99@acme.com']);
  expect(world.si.mailed.length).toBeLessThanOrEqual(1);
  expect(await home.stores().runs.openRun()).toBeUndefined();
}

async function homeIn(database: Database): Promise<TenantHome> {
  const tenant = `tenant-${crypto.randomUUID()}`;
  await createTenants(database).add(tenant);
  const key = await sealingKeyOf(new Uint8Array(32));
  return { tenant, stores: () => createStores(database, tenant, { key }) };
}

test('a server that says its disk is full loses nothing and has nothing done twice', async () => {
  quietErrors();
  const { database } = fresh();
  await database.rows(`
    CREATE TABLE public.disk (is_full boolean); INSERT INTO public.disk VALUES (false);
    CREATE FUNCTION public.extend() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT is_full FROM public.disk) THEN RAISE EXCEPTION USING ERRCODE = '53100'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER extend BEFORE INSERT OR UPDATE ON runner.journal FOR EACH ROW EXECUTE FUNCTION public.extend();
    CREATE TRIGGER extend BEFORE INSERT OR UPDATE ON runner.people FOR EACH ROW EXECUTE FUNCTION public.extend();
    CREATE TRIGGER extend BEFORE INSERT OR UPDATE ON runner.runs FOR EACH ROW EXECUTE FUNCTION public.extend()`);
  const say = async (isFull: boolean) => void (await database.rows('UPDATE public.disk SET is_full = $1', [isFull]));
  await expectMadeUpFor(database, { fill: () => say(true), free: () => say(false) }, 'in the middle');
  expect(await database.rows('SELECT is_full FROM public.disk')).toEqual([{ is_full: false }]);
});

/** A disk of so many MB, where this machine lets us have one. */
function makeDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

test('a disk that is full does no more', async ({ skip }) => {
  const folder = makeDisk(48);
  if (folder === undefined) {
    skip('only root may make a disk of its own');
    return;
  }
  quietErrors();
  const server = await startPostgres();
  onTestFinished(async () => {
    await server.stop();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });
  const { uid, gid } = statSync(
    new URL(server.url('postgres').replace('@/', '@socket/')).searchParams.get('host') ?? '',
  );
  const space = join(folder, 'space');
  mkdirSync(space);
  chownSync(space, uid, gid);
  const admin = await connectDatabase(server.url('postgres'), 1);
  await admin.rows(`CREATE TABLESPACE small LOCATION '${space}'`);
  await admin.close();
  const { database } = await databaseOn(server, 'TABLESPACE small');
  onTestFinished(() => database.close());
  await database.rows('CREATE TABLE public.filler (text text)');
  const fill = async () => {
    const some = 'INSERT INTO public.filler SELECT repeat(md5(n::text), 30) FROM generate_series(1, $1::int) AS n';
    // What no longer fits is tried with less, down to the last page.
    for (const rows of [8_192, 1_024, 128, 16, 1]) {
      for (let fits = true; fits; ) {
        fits = await database.rows(some, [rows]).then(
          () => true,
          (thrown: unknown) => {
            expect(thrown).toMatchObject({ code: '53100' });
            return false;
          },
        );
      }
    }
  };
  // Where nothing fits, nothing can be taken away either: the disk grows.
  const free = async () => void execFileSync('mount', ['-o', 'remount,size=96m', folder]);
  await expectMadeUpFor(database, { fill, free }, 'before');
});
