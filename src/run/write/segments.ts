import type { JournalRow } from '../../domain/journal.ts';
import type { Stage } from '../../domain/operation.ts';

/** Operations that follow each other and belong to one stage. A stage can come twice: some deactivations go first. */
export interface Segment {
  readonly stage: Stage;
  readonly seqs: readonly number[];
}

/** The journal cut where the stage changes, in the order of writing. */
export function segmentsOf(rows: readonly JournalRow[]): Segment[] {
  const segments: { stage: Stage; seqs: number[] }[] = [];
  for (const { seq, operation } of rows) {
    const last = segments.at(-1);
    if (last?.stage === operation.stage) last.seqs.push(seq);
    else segments.push({ stage: operation.stage, seqs: [seq] });
  }
  return segments;
}
