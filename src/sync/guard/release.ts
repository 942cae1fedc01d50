import type { GuardFinding, GuardId } from '../../domain/guard.ts';

/** Blocks nothing can release: without people, or with another account's, there is nothing sensible to import. */
const neverReleased: readonly GuardId[] = ['nobody-visible', 'no-manual-import-yet', 'after-suspension'];

/** Whether an admin may release the block at all. */
export function isReleasable(finding: GuardFinding): boolean {
  return finding.effect === 'blocks' && !neverReleased.includes(finding.id);
}

/** The number an admin has to type to release these blocks: the people concerned by the widest of them. */
export function peopleConcerned(findings: readonly GuardFinding[]): number {
  return findings.reduce((most, finding) => Math.max(most, finding.count), 0);
}
