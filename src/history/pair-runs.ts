import type { RunId } from '../domain/ids.ts';
import type { Run } from '../domain/run.ts';
import type { RunStore } from './run-store.ts';
import type { StateStore } from './state-store.ts';

/** Runs of the connected company pair, the one of the last preview, and of no other; none without a connection. */
export interface PairRuns {
  /** Newest first, started before the instant (epoch ms; default: all). */
  list(limit: number, beforeMs?: number): Promise<readonly Run[]>;
  get(id: RunId): Promise<Run | undefined>;
  /** How many belong to other companies. */
  countOthers(): Promise<number>;
}

export function createPairRuns(stores: {
  readonly runs: Pick<RunStore, 'listOf' | 'get' | 'countOthers'>;
  readonly state: Pick<StateStore, 'get'>;
}): PairRuns {
  const { runs, state } = stores;
  const currentPair = async () => (await state.get('connection'))?.pair;
  return {
    list: async (limit, beforeMs) => {
      const pair = await currentPair();
      return pair === undefined ? [] : runs.listOf(pair, limit, beforeMs);
    },
    get: async (id) => {
      const run = await runs.get(id);
      return run !== undefined && run.pair === (await currentPair()) ? run : undefined;
    },
    countOthers: async () => runs.countOthers(await currentPair()),
  };
}
