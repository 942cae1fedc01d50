import type { CompanyPair } from '../domain/ids.ts';
import type { Run } from '../domain/run.ts';

/** What history keeps: runs started since the instant (epoch ms), and of each company pair the newest `keep`. */
export interface Limits {
  readonly beforeMs: number;
  readonly keep: number;
}

/** Says of each run, asked newest first, whether it stays. An open run always does. */
export function keepNewest({ beforeMs, keep }: Limits) {
  const kept = new Map<CompanyPair, number>();
  return ({ pair, state, startedAtMs }: Pick<Run, 'pair' | 'state' | 'startedAtMs'>): boolean => {
    const before = kept.get(pair) ?? 0;
    const stays = state === 'running' || (before < keep && startedAtMs >= beforeMs);
    if (stays) kept.set(pair, before + 1);
    return stays;
  };
}
