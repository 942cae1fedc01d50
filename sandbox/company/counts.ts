/** How many people of each kind a company of the given size has. */
export interface KindCounts {
  create: number;
  update: number;
  deactivate: number;
  reactivate: number;
  noEmail: number;
  future: number;
  neverInSi: number;
  gone: number;
  /** Pairs of new people with one e-mail. */
  sharedEmail: number;
  /** New records with the e-mail of an old one. */
  rehire: number;
}

const share = (size: number, part: number, min: number, max = Number.POSITIVE_INFINITY): number =>
  Math.max(min, Math.min(max, Math.round(size * part)));

/**
 * Counts that stay below every guard of an ordinary import: few leavers, few new people, mostly no change.
 * Companies below 60 people get a reduced set.
 */
export function kindCounts(size: number): KindCounts {
  if (size < 60) {
    const one = size >= 30 ? 1 : 0;
    return {
      create: size >= 4 ? 1 : 0,
      update: Math.max(size >= 5 ? 1 : 0, Math.floor(size / 5)),
      deactivate: size >= 6 ? 1 : 0,
      reactivate: one,
      noEmail: one,
      future: one,
      neverInSi: one,
      gone: one,
      sharedEmail: one,
      rehire: one,
    };
  }
  return {
    create: share(size, 0.035, 3),
    update: share(size, 0.12, 10),
    deactivate: share(size, 0.02, 1, 40),
    reactivate: share(size, 0.006, 1),
    noEmail: share(size, 0.012, 2),
    future: share(size, 0.01, 1),
    neverInSi: share(size, 0.02, 1),
    gone: share(size, 0.03, 2),
    sharedEmail: share(size, 0.001, 1),
    rehire: share(size, 0.002, 1),
  };
}
