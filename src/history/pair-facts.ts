import type { CompanyPair } from '../domain/ids.ts';
import type { PairState } from '../domain/pair-state.ts';

/** The facts of a pair of which none are stored. */
export function nothingKnown(pair: CompanyPair): PairState {
  return { pair, manualImportDone: false, notWritable: [] };
}

/** The facts of a pair with those of another address of the company; what guards compare with is not taken over. */
export function joinedFacts(theirs: PairState | undefined, own: PairState): PairState {
  if (!theirs) return own;
  const { pair } = own;
  const isAnswered = own.firstCreation?.state === 'answered';
  return {
    ...own,
    notWritable: union(own.notWritable, theirs.notWritable),
    takenKeys: union(own.takenKeys, theirs.takenKeys),
    confirmedUnreadable: union(own.confirmedUnreadable, theirs.confirmedUnreadable),
    firstCreation: isAnswered ? own.firstCreation : (theirs.firstCreation ?? own.firstCreation),
    foundIds: { ...theirs.foundIds, ...own.foundIds },
    openCreations: [...(own.openCreations ?? []), ...(theirs.openCreations ?? []).map((each) => ({ ...each, pair }))],
    blanked: own.blanked ?? theirs.blanked,
    askedAbout: union(own.askedAbout, [theirs.pair]),
  };
}

function union<T>(one: readonly T[] = [], other: readonly T[] = []): readonly T[] {
  return [...new Set([...one, ...other])];
}
