import type { Looking } from './look.ts';
import type { Looks } from './looks.ts';
import { startWorker } from './worker.ts';

/** What those who end processes allow as a rule is 30 s, in ms. */
const endMs = 25_000;

/** Of a process, `process.once`. */
export interface Signals {
  once(signal: 'SIGTERM' | 'SIGINT', heard: () => void): unknown;
}

/**
 * Works until it is told to end. True when it ended cleanly, with queue and database closed; else something is still under
 * way, and the process is to be ended: whoever comes next goes on as after a death.
 * Errors: those of `checkSchema`, also later when a newer program brings the schema up; it has ended as cleanly by then
 */
export async function serve(
  looking: Looking,
  { looks, atOnce, signals }: { readonly looks: Looks; readonly atOnce: number; readonly signals: Signals },
): Promise<boolean> {
  const told = new Promise<undefined>((resolve) => {
    // A signal hands over its name.
    const hear = () => resolve(undefined);
    signals.once('SIGTERM', hear);
    signals.once('SIGINT', hear);
  });
  const close = async () => {
    await looks.close();
    await looking.database.close();
  };
  const worker = await startWorker(looking, looks, atOnce).catch(async (thrown: unknown) => {
    await close();
    throw thrown;
  });
  const outdated = await Promise.race([told, worker.outdated]);
  const isEnded = await worker.stop(endMs);
  if (isEnded) await close();
  if (outdated) throw outdated;
  return isEnded;
}
