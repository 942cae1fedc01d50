import { randomUUID } from 'node:crypto';
import { startPostgres } from '../../scripts/lib/postgres/start-postgres.ts';
import type { Stores } from '../../src/run/deps.ts';
import { connectDatabase, type Database } from '../../src/runner/store/database.ts';
import { migrate } from '../../src/runner/store/migrate.ts';
import { createRunLock } from '../../src/runner/store/run-lock.ts';
import { sealingKeyOf } from '../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../src/runner/store/stores.ts';
import type { Turn } from '../../src/runner/store/tenant.ts';
import { createTenants } from '../../src/runner/store/tenants.ts';
import { aJournalRow, aRun, aRunPerson } from '../builders/stored.ts';
import { type BenchGroup, type Figure, figure, median } from './figure.ts';

const rounds = 15;
const operations = 10_000;
const people = 5_000;
const singleWrites = 1_000;
/** Writes of a run that are under way at once. */
const atOnce = 4;

/**
 * What the runner's stores cost beside plain `INSERT`s of the same rows into tables with the same columns and keys, on the
 * same server, which waits for its disk: transactions, turns, references, and looking whether a row is there.
 */
export const storeGroup: BenchGroup = {
  name: 'store',
  run: async () => {
    const server = await startPostgres({ durable: true });
    const database = await connectDatabase(server.url('postgres'));
    try {
      return await measure(database);
    } finally {
      await database.close();
      await server.stop();
    }
  },
};

async function measure(database: Database): Promise<readonly Figure[]> {
  await migrate(database);
  await createTenants(database).add('acme');
  await database.rows(
    'CREATE TABLE plain_journal (tenant text, run_id text, seq int, body json, PRIMARY KEY (tenant, run_id, seq))',
  );
  await database.rows(
    'CREATE TABLE plain_people (tenant text, run_id text, number int, pair text, change_key text, body json, PRIMARY KEY (tenant, run_id, number))',
  );
  await database.rows('CREATE INDEX ON plain_people (tenant, pair, change_key)');
  const turn: Turn = {};
  const stores = createStores(database, 'acme', { key: await sealingKeyOf(new Uint8Array(32)), turn });
  const lock = createRunLock(database, 'acme', turn);
  const figures: Figure[] = [];
  await lock.tryStart(async () => {
    figures.push(
      await ratio(
        'store.open-10k.vs-plain-insert',
        (run) => openRun(stores, run),
        (run) => insertRun(database, run),
      ),
      await ratio(
        'store.journal.vs-plain-insert',
        (run) => writeRows(stores, run),
        (run) => insertRows(database, run),
      ),
    );
  });
  await lock.free();
  if (figures.length === 0) throw new Error('nothing was measured');
  return figures;
}

type Work = (run: string) => Promise<void>;

async function ratio(name: string, ours: Work, plain: Work): Promise<Figure> {
  const [a, b]: [number[], number[]] = [[], []];
  await timed(ours);
  await timed(plain);
  for (let round = 0; round < rounds; round += 1) {
    a.push(await timed(ours));
    b.push(await timed(plain));
  }
  const ratios = a.map((ms, round) => ms / (b[round] ?? ms));
  const note = `${median(a).toFixed(0)} ms against ${median(b).toFixed(0)} ms, median of ${rounds}`;
  return figure(name, median(ratios), 'ratio', { atMost: 1.3 }, note);
}

async function timed(work: Work): Promise<number> {
  const run = randomUUID();
  const startedMs = performance.now();
  await work(run);
  return performance.now() - startedMs;
}

const journalOf = (run: string) => Array.from({ length: operations }, (_, seq) => aJournalRow(run, seq));
const peopleOf = (run: string) => Array.from({ length: people }, (_, at) => aRunPerson(run, at));

function openRun({ runs }: Stores, run: string): Promise<void> {
  return runs.open(aRun(run, 1), peopleOf(run), journalOf(run));
}

function insertRun(database: Database, run: string): Promise<void> {
  return database.transaction(async (tx) => {
    const insert = async (table: string, types: readonly string[], rows: readonly (readonly unknown[])[]) => {
      const text = `INSERT INTO ${table} SELECT * FROM unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')})`;
      for (let start = 0; start < rows.length; start += 1_000) {
        const some = rows.slice(start, start + 1_000);
        await tx.rows(
          text,
          types.map((_, column) => some.map((row) => row[column])),
        );
      }
    };
    await insert(
      'plain_people',
      ['text', 'text', 'int', 'text', 'text', 'json'],
      peopleOf(run).map((row) => ['acme', run, row.index, 'acme|si', row.changeKey, JSON.stringify(row)]),
    );
    await insert(
      'plain_journal',
      ['text', 'text', 'int', 'json'],
      journalOf(run).map((row) => ['acme', run, row.seq, JSON.stringify(row)]),
    );
  });
}

async function writeRows({ runs }: Stores, run: string): Promise<void> {
  await runs.put(aRun(run, 1));
  await sideBySide((seq) => runs.putRow(aJournalRow(run, seq, { state: 'sent' })));
}

async function insertRows(database: Database, run: string): Promise<void> {
  await sideBySide(async (seq) => {
    const body = JSON.stringify(aJournalRow(run, seq, { state: 'sent' }));
    await database.rows('INSERT INTO plain_journal VALUES ($1, $2, $3, $4)', ['acme', run, seq, body]);
  });
}

async function sideBySide(write: (seq: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let seq = next++; seq < singleWrites; seq = next++) await write(seq);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
