import { type Database, type Session, type Statements, stored } from './database.ts';

/** Statements about one tenant: `$1` is its name in each, and what is handed in follows from `$2`. */
export interface TenantStatements {
  rows<Row extends object>(text: string, ...values: readonly unknown[]): Promise<readonly Row[]>;
}

/**
 * What the stores of one tenant stand on. Nothing of another tenant can be reached through it. Errors: `storage-quota`,
 * `storage-failed`, naming the operation
 */
export interface Tenant {
  readonly name: string;
  /** Reads by one statement. */
  rows<Row extends object>(operation: string, text: string, ...values: readonly unknown[]): Promise<readonly Row[]>;
  /** Writes by one statement. How many rows. */
  write(operation: string, text: string, ...values: readonly unknown[]): Promise<number>;
  /** All statements or none, one after the other with everybody else who is `alone` with the tenant. */
  alone<T>(operation: string, work: (tx: TenantStatements) => Promise<T>): Promise<T>;
  /** Work of many statements, one after the other with everybody else who holds the same of the tenant, in any process. */
  holding<T>(what: keyof typeof locks, work: () => Promise<T>): Promise<T>;
}

/** Any numbers that nobody else uses: beside the tenant's own they make the locks. */
export const locks = { run: 7_263_513, settings: 7_263_514 } as const;

/**
 * The turn in which one worker is at a tenant, by its number; undefined while it is at nothing. Once another worker has
 * taken the next turn, nothing of this one is stored any more, and what has to be stored before a request leaves keeps it
 * from leaving.
 */
export interface Turn {
  number?: string | undefined;
}

export function tenantOf(database: Database, name: string, turn: Turn = {}): Tenant {
  return {
    name,
    rows: (operation, text, ...values) => stored(operation, () => database.rows(text, [name, ...values])),
    write: (operation, text, ...values) =>
      stored(operation, async () => {
        const [written] =
          turn.number === undefined
            ? await database.rows<Written>(counted(text), [name, ...values])
            : await database.rows<Written>(inTurn(text, values.length + 2), [name, ...values, turn.number]);
        return written?.n ?? 0;
      }),
    alone: (operation, work) =>
      stored(operation, () =>
        database.transaction(async (tx) => {
          await queueUp(tx, name, turn.number);
          return work({ rows: (text, ...values) => tx.rows(text, [name, ...values]) });
        }),
      ),
    holding: async (what, work) => {
      const session = await stored(`${what}.hold`, () => hold(database, name, locks[what]));
      try {
        return await work();
      } finally {
        await session.end().catch(() => undefined);
      }
    },
  };
}

/** The lock is free again with the end of the session. */
async function hold(database: Database, name: string, lock: number): Promise<Session> {
  const session = await database.session();
  try {
    await session.rows('SELECT pg_advisory_lock($2, id) FROM runner.tenants WHERE name = $1', [name, lock]);
    return session;
  } catch (thrown) {
    await session.end().catch(() => undefined);
    throw thrown;
  }
}

interface Written {
  readonly n: number;
}

function counted(text: string): string {
  return `WITH written AS (${text} RETURNING 1) SELECT count(*)::int AS n FROM written`;
}

/** A statement that writes and fails unless the turn is the one in `$at`. */
function inTurn(text: string, at: number): string {
  return `WITH written AS (${text} RETURNING 1)
    SELECT (SELECT count(*)::int FROM written) AS n, runner.hold($1, $${at}::bigint)`;
}

/** Until the transaction ends. What only refers to the tenant, as a single row that is stored, need not wait. */
async function queueUp(tx: Statements, name: string, turn: string | undefined): Promise<void> {
  const text = 'SELECT turn FROM runner.tenants WHERE name = $1 FOR NO KEY UPDATE';
  const [found] = await tx.rows<{ turn: string }>(text, [name]);
  if (!found) throw new Error('there is no such tenant');
  if (turn !== undefined && found.turn !== turn) throw new Error('the turn is over');
}
