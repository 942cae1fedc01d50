import type { RunLock } from '../../run/lock.ts';
import { logError } from '../../shared/log.ts';
import { type Database, type Session, stored } from './database.ts';
import { locks, type Turn } from './tenant.ts';

export interface TenantLock extends RunLock {
  /** Resolves once this worker is at nothing. */
  free(): Promise<void>;
}

/**
 * One run at a time at a tenant, over all workers of the database. The lock is PostgreSQL's and ends with its connection,
 * and so with its worker. A worker that only lost the connection may still be at work: `turn` keeps what it does from being
 * stored as soon as somebody follows.
 */
export function createRunLock(database: Database, name: string, turn: Turn): TenantLock {
  let held: Promise<void> | undefined;

  async function take(): Promise<Session | undefined> {
    const session = await database.session();
    try {
      const number = await takeTurn(session, name);
      if (number !== undefined) {
        turn.number = number;
        return session;
      }
    } catch (thrown) {
      await session.end().catch(() => undefined);
      throw thrown;
    }
    await session.end();
    return undefined;
  }

  async function perform(work: () => Promise<void>, session: Session): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      logError('work', thrown);
    } finally {
      turn.number = undefined;
      held = undefined;
      // What the session held is free again with its end.
      await session.end().catch(() => undefined);
    }
  }

  async function free(): Promise<void> {
    if (!held) return;
    await held;
    await free();
  }

  return {
    async tryStart(work) {
      if (held) return false;
      let begun = (): void => undefined;
      // Kept before anything is waited for: of two who come at once, one finds it taken.
      held = new Promise((resolve) => (begun = resolve));
      try {
        const session = await stored('lock.take', take);
        if (!session) return false;
        held = perform(work, session);
        return true;
      } finally {
        if (turn.number === undefined) held = undefined;
        begun();
      }
    },
    free,
  };
}

/** Undefined while somebody else has it. */
async function takeTurn(session: Session, name: string): Promise<string | undefined> {
  const lock = 'SELECT pg_try_advisory_lock($2, id) AS taken FROM runner.tenants WHERE name = $1';
  const [found] = await session.rows<{ taken: boolean }>(lock, [name, locks.run]);
  if (!found?.taken) return undefined;
  const next = 'UPDATE runner.tenants SET turn = turn + 1 WHERE name = $1 RETURNING turn';
  return (await session.rows<{ turn: string }>(next, [name]))[0]?.turn;
}
