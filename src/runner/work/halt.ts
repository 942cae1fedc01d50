import type { RunStore } from '../../history/run-store.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SiApi, WriteOptions } from '../../si-api/si-api.ts';

/** Long enough for a run to rest instead of waiting where it is. */
const awayMs = 60 * 60_000;

/**
 * A worker that is to end writes nothing new: a run then rests as if Small Improvements had asked it to, with what is on
 * the wire finished and journalled, and the next worker goes on with it.
 */
export interface Halt {
  readonly isHalting: boolean;
  halt(): void;
  /**
   * The same client, whose writes are refused once the worker is to end. One without `beforeSend` gives back what an earlier
   * write took by mistake: it belongs to what is on the wire, and is let through.
   */
  heldBack(si: SiApi): SiApi;
  /** Wakes a run that rests for no other reason than the end of its worker. Effects: storage */
  release(runs: RunStore): Promise<void>;
}

export function createHalt(clock: Clock): Halt {
  let isHalting = false;
  /** Instants (epoch ms) it said itself: a run rests until any other one because Small Improvements asked for it. */
  const saidMs = new Set<number>();
  const check = () => {
    if (!isHalting) return;
    const retryAtMs = clock.now() + awayMs;
    saidMs.add(retryAtMs);
    throw new AppError('si-rate-limited', { retryAtMs });
  };
  /** Asked again where nothing but the request is left to do. */
  const held = <Options extends Pick<WriteOptions, 'hold'> & { beforeSend?(...given: never[]): Promise<void> }>(
    options: Options,
  ): Options => {
    const { beforeSend } = options;
    if (!beforeSend) return options;
    return {
      ...options,
      beforeSend: async (...given: never[]) => {
        check();
        await beforeSend(...given);
      },
    };
  };
  return {
    get isHalting() {
      return isHalting;
    },
    halt: () => {
      isHalting = true;
    },
    heldBack: (si) => ({
      testConnection: (options) => si.testConnection(options),
      readEverybody: (options) => si.readEverybody(options),
      readUsers: (ids, options) => si.readUsers(ids, options),
      findByExternalId: (id, options) => si.findByExternalId(id, options),
      findByLogin: (login, options) => si.findByLogin(login, options),
      create: async (values, options = {}) => si.create(values, held(options)),
      writeFields: async (id, values, options = {}) => si.writeFields(id, values, held(options)),
      writeManager: async (id, managerId, options = {}) => si.writeManager(id, managerId, held(options)),
      lock: async (ids, options = {}) => si.lock(ids, held(options)),
      unlock: async (ids, options = {}) => si.unlock(ids, held(options)),
      sendPasswordEmail: async (id, options = {}) => si.sendPasswordEmail(id, held(options)),
    }),
    release: async (runs) => {
      const open = await runs.openRun();
      if (open?.resumeAtMs !== undefined && saidMs.has(open.resumeAtMs))
        await runs.put({ ...open, resumeAtMs: clock.now() });
    },
  };
}
