/** The numbers of design §3.4, in one place. */
export const limits = {
  visibleFell: { least: 2, share: 0.2 },
  deactivations: { least: 2, share: 0.1, most: 50, manualShare: 0.5 },
  creations: { least: 5, share: 0.2 },
  identityChanges: { least: 5, share: 0.05 },
  fieldCleared: { least: 5, share: 0.05 },
  fieldChanged: { least: 20, share: 0.3 },
  disputed: { least: 5, share: 0.05 },
  afterSuspension: { least: 5, share: 0.05 },
  managersChanged: { least: 10, share: 0.3 },
} as const;

/** The larger of a fixed number and a share of the base: small companies are not stopped by one person. */
export function allowed(base: number, limit: { readonly least: number; readonly share: number }): number {
  return Math.max(limit.least, shareOf(base, limit.share));
}

/** Whether the count is over the share and not below the number from which it matters. */
export function isOverShare(
  count: number,
  base: number,
  limit: { readonly least: number; readonly share: number },
): boolean {
  return count >= limit.least && count > shareOf(base, limit.share);
}

/** A share without the noise of binary fractions: 0.2 of 15 is 3, not 3.0000000000000004. */
export function shareOf(base: number, share: number): number {
  return Math.round(base * share * 1000) / 1000;
}
