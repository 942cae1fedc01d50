import { setTimeout as pause } from 'node:timers/promises';
import { RunnerError } from '../runner-error.ts';
import { stored } from '../store/database.ts';
import { checkSchema } from '../store/migrate.ts';
import { createTenants } from '../store/tenants.ts';
import { type Looking, lookAt } from './look.ts';
import type { Looks } from './looks.ts';

export interface Worker {
  /** Resolves, should the database come to be another version's: this worker then does nothing more. */
  readonly outdated: Promise<RunnerError>;
  /**
   * Takes no more jobs, lets what is in flight end, and gives back what is left: the next worker goes on with it at once.
   * False where something has not ended within the time: it is left as if the worker had died. Effects: closes nothing
   */
  stop(withinMs: number): Promise<boolean>;
}

/**
 * Works for all tenants of the database until it is stopped, at as many at a time as it is told.
 * Errors: those of `checkSchema`
 */
export async function startWorker(looking: Looking, looks: Looks, atOnce: number): Promise<Worker> {
  const { database, halt, outside } = looking;
  const { clock } = outside;
  const tenants = createTenants(database);
  let tell: (error: RunnerError) => void = () => undefined;
  const outdated = new Promise<RunnerError>((resolve) => (tell = resolve));

  /** A newer program may have brought the schema up since this one began. */
  async function isOutdated(): Promise<boolean> {
    try {
      await stored('schema.check', () => checkSchema(database));
      return false;
    } catch (thrown) {
      const { cause } = thrown as Error;
      if (!(cause instanceof RunnerError)) throw thrown;
      halt.halt();
      tell(cause);
      return true;
    }
  }

  async function look(tenant: string): Promise<void> {
    // Taken in the moment the worker was told to end: somebody else does it.
    const isLeft = halt.isHalting || (await isOutdated());
    // Removed since it was asked for: nobody asks again.
    if (!isLeft && !(await stored('tenants.has', () => tenants.has(tenant)))) return;
    const nextMs = isLeft ? clock.now() : await lookAt(tenant, looking);
    await looks.ask(tenant, nextMs, clock.now());
  }

  await checkSchema(database);
  await looks.take(atOnce, look);
  await looks.sweep(() => stored('tenants.list', () => tenants.list()));

  return {
    outdated,
    stop: async (withinMs) => {
      halt.halt();
      // In the machine's time, which whoever ends processes goes by; it alone does not keep the process alive.
      const late = pause(withinMs, false, { ref: false });
      return Promise.race([looks.leaveOff().then(() => true), late]);
    },
  };
}
