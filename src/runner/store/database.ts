import { Client, type ClientBase, DatabaseError, Pool, type PoolClient, type QueryConfig } from 'pg';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import { RunnerError, type RunnerErrorCode } from '../runner-error.ts';

/** Statements that are taken together or not at all. */
export interface Statements {
  rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A PostgreSQL database. What a statement outside a transaction wrote is on the disk when it resolves. */
export interface Database extends Statements {
  /** On one connection; what the work throws takes everything back. */
  transaction<T>(work: (tx: Statements) => Promise<T>): Promise<T>;
  /** A connection of its own beside all others. What the server remembers of it ends with it. */
  session(): Promise<Session>;
  close(): Promise<void>;
}

export interface Session extends Statements {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

const connectMs = 10_000;
/** Nothing of ours takes longer; a worker whose network broke holds what it has locked no longer than this. */
const statementMs = 60_000;

/**
 * Connects to the database of a URL such as `postgres://runner@localhost/runner`. `connections`: how many at most.
 * Errors: `database-address`, `database-unreachable`, `database-refused`
 */
export async function connectDatabase(url: string, connections = 10): Promise<Database> {
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new RunnerError('database-address');
  const database = overPool(createPool(url, connections), url);
  try {
    await database.rows('SELECT 1');
    return database;
  } catch (cause) {
    await database.close();
    throw new RunnerError(whyNot(cause), { cause });
  }
}

function createPool(url: string, max: number): Pool {
  // The pool waits for it, which its types do not say.
  const onConnect: (client: ClientBase) => unknown = prepare;
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    onConnect,
  });
  // A connection that breaks with nothing on it is replaced by the next statement.
  pool.on('error', () => undefined);
  return pool;
}

/** Goes before everything else on a connection, and nothing goes over one where it failed. */
async function prepare(client: ClientBase): Promise<void> {
  // What was going on fails by itself; without a listener, the process would end.
  client.on('error', () => undefined);
  await client.query(session);
}

/** A server may be set up not to wait for its disk; what is written here must not be lost. */
const session = `
  SELECT set_config('statement_timeout', '${statementMs}', false),
    set_config('idle_in_transaction_session_timeout', '${statementMs}', false),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit')
      WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`;

function overPool(pool: Pool, url: string): Database {
  return {
    rows: (text, values) => rowsOf(pool, text, values),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work({ rows: (text, values) => rowsOf(client, text, values) });
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (thrown) {
        await takeBack(client);
        throw thrown;
      }
    },
    session: () => openSession(url),
    close: () => pool.end(),
  };
}

async function openSession(url: string): Promise<Session> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectMs, keepAlive: true });
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  try {
    await client.connect();
    await prepare(client);
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw thrown;
  }
  return { rows: (text, values) => rowsOf(client, text, values), ended, end: () => client.end() };
}

/** A connection on which that fails is given up, and the server takes everything back by itself. */
async function takeBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}

async function rowsOf<Row extends object>(
  on: Pool | ClientBase,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  // Several statements at once have no values, and cannot be prepared.
  const { rows } = values.length === 0 ? await on.query<Row>(text) : await on.query<Row>(prepared(text, values));
  return rows;
}

/** Names of statements, which are few: each connection has the server read and plan one only once. */
const names = new Map<string, string>();

function prepared(text: string, values: readonly unknown[]): QueryConfig {
  const name = names.get(text) ?? `s${names.size + 1}`;
  names.set(text, name);
  return { name, text, values: [...values] };
}

/** Runs a piece of database work; a full disk becomes `storage-quota`, any other refusal `storage-failed`. */
export async function stored<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code: ErrorCode = codeOf(cause) === diskFull ? 'storage-quota' : 'storage-failed';
    throw new AppError(code, { operation }, { cause });
  }
}

const diskFull = '53100';

/** SQLSTATE of what the server said; empty where it was not the server. */
function codeOf(thrown: unknown): string {
  return thrown instanceof DatabaseError ? (thrown.code ?? '') : '';
}

function whyNot(thrown: unknown): RunnerErrorCode {
  if (isAway(thrown)) return 'database-unreachable';
  return thrown instanceof DatabaseError ? 'database-refused' : 'database-address';
}

/**
 * Whether there was no server to answer, which may be otherwise in a moment. One that starts or stops (57P0…), breaks off
 * (08…) or has no room for a connection (533…) is as good as none.
 */
export function isAway(thrown: unknown): boolean {
  if (thrown instanceof DatabaseError) return /^(?:57P0|08|533)/.test(codeOf(thrown));
  return thrown instanceof Error && !(thrown instanceof TypeError);
}
