import { RunnerError } from '../runner-error.ts';
import type { Database, Statements } from './database.ts';
import { first } from './migrations/0001-first.ts';
import { rowsOfRuns } from './migrations/0002-rows-of-runs.ts';

/** Number N makes version N of version N - 1. One that was released is never changed; a new one goes to the end. */
export const migrations: readonly string[] = [first, rowsOfRuns];

/** Any number that nobody else uses: one migration at a time. */
const migrationLock = 7_263_512;

/**
 * Brings the schema to the version of this program, one transaction a step, so that a step that fails leaves the version
 * before it. May be called by many at once. The version there was before; 0 where there was none.
 * Errors: `database-encoding`; `database-newer`, when a later version of the program has worked with it. Nothing is changed then
 */
export async function migrate(database: Database, to: readonly string[] = migrations): Promise<number> {
  await checkEncoding(database);
  await database.transaction(async (tx) => {
    await alone(tx);
    await tx.rows('CREATE SCHEMA IF NOT EXISTS runner');
    await tx.rows('CREATE TABLE IF NOT EXISTS runner.versions (version integer PRIMARY KEY, at timestamptz NOT NULL)');
  });
  let before: number | undefined;
  for (let isDone = false; !isDone; ) {
    isDone = await database.transaction(async (tx) => {
      await alone(tx);
      const version = await versionIn(tx);
      before ??= version;
      if (version > to.length) throw new RunnerError('database-newer');
      const step = to[version];
      if (step === undefined) return true;
      await tx.rows(step);
      await tx.rows('INSERT INTO runner.versions VALUES ($1, now())', [version + 1]);
      return false;
    });
  }
  return before ?? 0;
}

/** Encodings in which every name comes back as it was: `SQL_ASCII` keeps bytes as they come. */
const encodings = ['UTF8', 'SQL_ASCII'];

async function checkEncoding(database: Database): Promise<void> {
  const [found] = await database.rows<{ is: string }>("SELECT current_setting('server_encoding') AS is");
  if (!encodings.includes(found?.is ?? '')) throw new RunnerError('database-encoding');
}

/** Until the transaction ends. */
async function alone(tx: Statements): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
}

async function versionIn(tx: Statements): Promise<number> {
  const [found] = await tx.rows<{ version: number | null }>('SELECT max(version) AS version FROM runner.versions');
  return found?.version ?? 0;
}

/**
 * Whether this program can work with the schema that is there.
 * Errors: `database-not-set-up`, `database-older`, `database-newer`
 */
export async function checkSchema(database: Database): Promise<void> {
  const [there] = await database.rows<{ is: boolean }>("SELECT to_regclass('runner.versions') IS NOT NULL AS is");
  const version = there?.is ? await versionIn(database) : 0;
  if (version === 0) throw new RunnerError('database-not-set-up');
  if (version < migrations.length) throw new RunnerError('database-older');
  if (version > migrations.length) throw new RunnerError('database-newer');
}
