import type { Stores } from '../../../src/run/deps.ts';

/** One place where things are stored. Nothing lies in a new one. */
export interface Home {
  /** The stores as another worker, or a later life of the same one, sees them: only what was stored is shared. */
  stores(): Stores;
}

export type MakeHome = () => Promise<Home>;
