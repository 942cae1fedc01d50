import { stored } from '../store/database.ts';
import { createTenants } from '../store/tenants.ts';
import { type Looking, lookAt } from './look.ts';
import type { Looks } from './looks.ts';

export interface Worker {
  /**
   * Takes no more jobs, lets what is in flight end, and gives back what is left: the next worker goes on with it at once.
   * False where something has not ended within the time: it is left as if the worker had died. Effects: closes nothing
   */
  stop(withinMs: number): Promise<boolean>;
}

/** Works for all tenants of the database until it is stopped, at as many at a time as it is told. */
export async function startWorker(looking: Looking, looks: Looks, atOnce: number): Promise<Worker> {
  const { clock } = looking.outside;

  async function look(tenant: string): Promise<void> {
    // Taken in the moment the worker was told to end: somebody else does it.
    const nextMs = looking.halt.isHalting ? clock.now() : await lookAt(tenant, looking);
    await looks.ask(tenant, nextMs, clock.now());
  }

  await looks.take(atOnce, look);
  await looks.sweep(() => stored('tenants.list', () => createTenants(looking.database).list()));

  return {
    stop: async (withinMs) => {
      looking.halt.halt();
      const ended = looks.leaveOff().then(() => true);
      const patience = new AbortController();
      const late = clock.sleep(withinMs, patience.signal).then(
        () => false,
        () => true,
      );
      const isEnded = await Promise.race([ended, late]);
      // A timer that is left would keep the process alive.
      patience.abort();
      return isEnded;
    },
  };
}
