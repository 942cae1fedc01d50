import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, Pool } from 'pg';
import { afterEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../scripts/lib/postgres/start-postgres.ts';
import { asOurs, connectDatabase, type Database, lackOf, stored } from '../../../src/runner/store/database.ts';
import { migrate } from '../../../src/runner/store/migrate.ts';
import { createRunLock } from '../../../src/runner/store/run-lock.ts';
import { tenantOf } from '../../../src/runner/store/tenant.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { aJournalRow, aRun, runId } from '../../builders/stored.ts';
import { freshDatabase, makeDatabase, urlOf } from '../support/fresh-database.ts';

const fresh = freshDatabase();

describe('connecting', () => {
  test.each([
    ['no address', '', 'database-address'],
    ['the address of something else', 'mysql://localhost/runner', 'database-address'],
    ['an address that cannot be read', 'postgres://localhost:port/runner', 'database-address'],
    ['a host where nobody listens', 'postgres://runner@127.0.0.1:1/runner', 'database-unreachable'],
    ['a host that is none', 'postgres://runner@nowhere.invalid/runner', 'database-unreachable'],
    [
      'a host that is none and is called like encryption',
      'postgres://runner@ssl.invalid/runner',
      'database-unreachable',
    ],
    ['a socket that is not there', 'postgres://runner@/runner?host=/nowhere', 'database-unreachable'],
  ])('to %s is refused with its own code', async (_what, url, code) => {
    await expect(connectDatabase(url)).rejects.toMatchObject({ name: 'RunnerError', code });
  });

  test('to a server that breaks off before the encryption has begun may work later', async () => {
    // Says that it encrypts, and is gone.
    const server = createServer((socket) => socket.once('data', () => socket.end('S')));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const refused = connectDatabase(`postgres://runner@127.0.0.1:${port}/runner?sslmode=require`);
    await expect(refused).rejects.toMatchObject({ code: 'database-unreachable' });
  });

  test('to a database that is not there is refused, and the message names nothing of the address', async () => {
    const refused = connectDatabase(urlOf(inject('serverUrl'), 'not_there'));
    await expect(refused).rejects.toMatchObject({ code: 'database-refused', message: 'database-refused' });
  });
});

describe('what a statement outside the stores meets', () => {
  const away = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  test.each([
    ['no right to create', serverSays('42501'), 'database-refused'],
    ['a password that changed', serverSays('28P01'), 'database-refused'],
    ['a full disk', serverSays('53100'), 'storage-quota'],
    ['no room for a connection', serverSays('53300'), 'database-unreachable'],
    ['a server that ends', serverSays('57P01'), 'database-unreachable'],
    ['a server that only reads', serverSays('25006'), 'storage-failed'],
    ['nobody who listens', away, 'database-unreachable'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'database-unreachable'],
    ['a name server that is away', Object.assign(new Error('x'), { code: 'EAI_AGAIN' }), 'database-unreachable'],
    ['no answer', new Error('Query read timeout'), 'database-unreachable'],
  ])('as %s is told as what it is', (_what, thrown, code) => {
    expect(asOurs(thrown)).toMatchObject({ code, cause: thrown });
  });

  test('and is a mistake of the program stays one', () => {
    for (const thrown of [new Error('x'), new TypeError('x'), serverSays('42601'), 'text', new AppError('si-rejected')])
      expect(asOurs(thrown)).toBe(thrown);
  });

  test('says what the database lacks, or that it is the statement’s own', () => {
    const codes = ['53100', '53200', '57P03', '08006', '25006', '28000', '23505', '42601', '40P01'];
    expect(codes.map((code) => lackOf(serverSays(code)))).toEqual([
      'storage-quota',
      ...Array.from({ length: 5 }, () => 'storage-failed'),
      ...Array.from({ length: 3 }, () => undefined),
    ]);
  });
});

test('closing twice is closing once', async () => {
  const database = await connectDatabase(fresh().url, 1);
  await database.close();
  await expect(database.close()).resolves.toBeUndefined();
});

describe('what is written', () => {
  test('waits for the disk also where the server is set up not to', async () => {
    const server = new Pool({ connectionString: fresh().url, max: 1 });
    const name = new URL(fresh().url.replace('@/', '@socket/')).pathname.slice(1);
    await server.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    await server.end();

    const database = await connectDatabase(fresh().url);
    const [found] = await database.rows<{ is: string }>("SELECT current_setting('synchronous_commit') AS is");
    await database.close();
    expect(found?.is).toBe('on');
  });

  test('in a transaction that fails is taken back, and the connection is used again', async () => {
    const database = await connectDatabase(fresh().url, 1);
    const failing = database.transaction(async (tx) => {
      await tx.rows("INSERT INTO runner.tenants (name) VALUES ('never')");
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    expect(await createTenants(database).list()).not.toContain('never');
    await database.close();
  });

  test.each([
    ['a full disk', serverSays('53100'), 'storage-quota'],
    ['a row that is there already', serverSays('23505'), 'storage-failed'],
    ['a broken connection', Object.assign(new Error('somebody’s name'), { code: 'ECONNRESET' }), 'storage-failed'],
  ])('that meets %s fails with a code that names nothing of it', async (_what, thrown, code) => {
    const work = stored('run.put', async () => {
      throw thrown;
    });
    await expect(work).rejects.toMatchObject({ code, message: `${code} (run.put)` });
  });
});

describe('a database whose server is set up for other work than ours', () => {
  /** A tenant in a database of its own, reached by connections that find the setting. */
  async function tenantWith(setting: string, value: string) {
    const made = await makeDatabase();
    onTestFinished(() => made.drop());
    await migrate(made.database);
    const { tenant } = await made.home();
    await made.database.rows(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${setting} = ''${value}''', current_database()); END $$`,
    );
    const database = await connectDatabase(made.url);
    onTestFinished(() => database.close());
    return { database, tenant, key: made.key };
  }

  test('keeps a run alone however long nothing is asked over its connection', async () => {
    const { database, tenant } = await tenantWith('idle_session_timeout', '300ms');
    const [lock, other] = [createRunLock(database, tenant, {}), createRunLock(database, tenant, {})];
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    expect(await lock.tryStart(() => ended)).toBe(true);
    await pause(1_000);
    expect(await other.tryStart(async () => undefined)).toBe(false);
    end();
    await lock.free();
  });

  test('has whoever changes settings wait for whoever is at it', async () => {
    const { database, tenant } = await tenantWith('lock_timeout', '100ms');
    const of = tenantOf(database, tenant);
    const done: string[] = [];
    let second: Promise<void> | undefined;
    await of.holding('settings', async () => {
      second = of.holding('settings', async () => void done.push('second'));
      await pause(600);
      done.push('first');
    });
    await second;
    expect(done).toEqual(['first', 'second']);
  });

  test.each(['repeatable read', 'serializable'])(
    'keeps every change of eight at once where it isolates them as %s',
    async (level) => {
      const { database, tenant, key } = await tenantWith('default_transaction_isolation', level);
      const { state } = createStores(database, tenant, { key });
      const once = () => state.change('proven', (now) => ({ bambooMs: (now?.bambooMs ?? 0) + 1 }));
      await Promise.all(Array.from({ length: 8 }, once));
      expect((await state.get('proven'))?.bambooMs).toBe(8);
    },
  );
});

function serverSays(code: string): DatabaseError {
  return Object.assign(new DatabaseError('somebody’s name', 0, 'error'), { code });
}

describe('a server that ends at once', () => {
  let server: PostgresServer | undefined;
  let database: Database | undefined;

  afterEach(async () => {
    await database?.close();
    await server?.stop();
  });

  test('loses nothing that was said to be written, and is gone on with when it is back', async () => {
    server = await startPostgres();
    database = await connectDatabase(server.url('postgres'));
    await migrate(database);
    await createTenants(database).add('acme');
    const { runs } = createStores(database, 'acme', { key: await sealingKeyOf(new Uint8Array(32)) });
    const rows = Array.from({ length: 200 }, (_, seq) => aJournalRow('r', seq));
    await runs.open(aRun('r', 1, { state: 'running' }), [], rows);

    const written: number[] = [];
    const failed: unknown[] = [];
    const writing = async () => {
      for (const { seq } of rows) {
        const put = runs.putRow(aJournalRow('r', seq, { state: 'sent' }));
        await put.then(
          () => written.push(seq),
          (thrown: unknown) => failed.push(thrown),
        );
        if (seq === 50) crashing = server?.crash();
      }
    };
    let crashing: Promise<void> | undefined;
    await writing();
    await crashing;

    const journal = await runs.journal(runId('r'));
    expect(journal).toHaveLength(200);
    expect(written.filter((seq) => journal[seq]?.state !== 'sent')).toEqual([]);
    for (const thrown of failed) expect(thrown).toMatchObject({ code: 'storage-failed' });
    expect(written.length).toBeGreaterThan(50);
    expect(written.length + failed.length).toBe(200);
    expect((await runs.openRun())?.id).toBe('r');
  });
});
