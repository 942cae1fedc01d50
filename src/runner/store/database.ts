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
  /** May be said again. */
  close(): Promise<void>;
}

export interface Session extends Statements {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

const connectMs = 10_000;
/** Nothing of ours takes longer. */
const statementMs = 60_000;
/** The server ends the statement first, unless there is no way to it any more. */
const answerMs = statementMs + 10_000;
/** After so long without a word both ends ask whether the other is there, in seconds: a lock goes with its worker. */
const idleSeconds = 30;

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

const connection = {
  connectionTimeoutMillis: connectMs,
  query_timeout: answerMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: idleSeconds * 1_000,
} as const;

function createPool(url: string, max: number): Pool {
  // The pool waits for it, which its types do not say.
  const onConnect: (client: ClientBase) => unknown = prepare;
  const pool = new Pool({
    connectionString: url,
    max,
    ...connection,
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

/**
 * A server may be set up for other work than ours: not to wait for its disk, while what is written here must not be lost; to
 * end who says nothing for a while, and with them the lock of a run; to let nobody wait for a lock; to have a transaction not
 * see what others stored since it began, though whoever is alone with a record goes on from what is there.
 */
const session = `
  SELECT set_config('statement_timeout', '${statementMs}', false),
    set_config('lock_timeout', '0', false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('idle_in_transaction_session_timeout', '${statementMs}', false),
    CASE WHEN current_setting('idle_session_timeout', true) IS NOT NULL
      THEN set_config('idle_session_timeout', '0', false) END,
    set_config('tcp_keepalives_idle', '${idleSeconds}', false),
    set_config('tcp_keepalives_interval', '10', false),
    set_config('tcp_keepalives_count', '3', false),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit')
      WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`;

function overPool(pool: Pool, url: string): Database {
  let closing: Promise<void> | undefined;
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
    close: () => (closing ??= pool.end()),
  };
}

async function openSession(url: string): Promise<Session> {
  const client = new Client({ connectionString: url, ...connection });
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
  // First: its message may name encryption that had not begun, or a host that is called so.
  if (isNoWay(thrown)) return 'database-unreachable';
  // What the two ends cannot agree on: a password that is missing, encryption, a certificate nobody vouches for.
  if (thrown instanceof Error && /SASL|SSL|TLS|certificate/i.test(thrown.message)) return 'database-refused';
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

const noWay =
  /^(?:Connection terminated|timeout exceeded when trying|Query read timeout)|\b(?:ECONN[A-Z]+|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)\b/;

/** Whether the way to the server failed, and not the server: a system's error may have a code and no message. */
function isNoWay(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || codeOf(thrown) !== '') return false;
  return noWay.test(`${thrown.message} ${String((thrown as NodeJS.ErrnoException).code)}`);
}

/** What the server, or the way to it, kept a statement outside the stores from, as an error of ours; anything else as it is. */
export function asOurs(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || isOurs(thrown)) return thrown;
  const code = codeOf(thrown);
  if (isNoWay(thrown) || (code !== '' && isAway(thrown)))
    return new RunnerError('database-unreachable', { cause: thrown });
  if (/^(?:42501|28|3D000)/.test(code)) return new RunnerError('database-refused', { cause: thrown });
  const lack = code === '' ? undefined : lackOf(thrown);
  return lack === undefined ? thrown : new AppError(lack, { operation: 'database' }, { cause: thrown });
}

function isOurs(thrown: unknown): boolean {
  return thrown instanceof AppError || thrown instanceof RunnerError;
}

/**
 * What a database lacks that takes no work at the moment and may later: room (53…), somebody who answers, the right to
 * write, as a server that has become the second of two (25006), or a login that is let in (28…). Undefined for any other failure.
 */
export function lackOf(thrown: unknown): 'storage-quota' | 'storage-failed' | undefined {
  if (isOurs(thrown)) return undefined;
  const code = codeOf(thrown);
  if (code === diskFull) return 'storage-quota';
  return isAway(thrown) || /^(?:53|25006|28)/.test(code) ? 'storage-failed' : undefined;
}
