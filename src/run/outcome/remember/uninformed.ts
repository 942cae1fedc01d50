import type { JournalRow } from '../../../domain/journal.ts';
import type { SiUserId } from '../../../domain/ids.ts';
import type { PairState, Uninformed } from '../../../domain/pair-state.ts';
import type { Run, RunPerson } from '../../../domain/run.ts';

interface Informing {
  readonly run: Run;
  readonly byKey: ReadonlyMap<string, RunPerson>;
  readonly journal: readonly JournalRow[];
  readonly facts: PairState;
  /** Who is on the list now. */
  readonly listed: ReadonlyMap<SiUserId, Uninformed>;
  readonly nowMs: number;
}

/** Who comes onto the list of people not informed yet, and who leaves it. */
export function informing({ run, byKey, journal, facts: { firstCreation }, listed, nowMs }: Informing): {
  readonly add: readonly Uninformed[];
  readonly remove: readonly SiUserId[];
} {
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const add = new Map<SiUserId, Uninformed>();
  const remove = new Set<SiUserId>();
  const person = ({ operation }: JournalRow) => byKey.get(operation.changeKey);
  for (const row of journal) {
    const { stage } = row.operation;
    const id = row.siUserId ?? row.operation.siUserId ?? person(row)?.siUserId;
    if (id === undefined) continue;
    const entry = (why: Uninformed['why']): Uninformed => ({
      pair: run.pair,
      siUserId: id,
      name: row.operation.name,
      email: person(row)?.email,
      why,
      sinceMs: nowMs,
      runId: run.id,
    });
    if (stage === 'mails') {
      if (row.state === 'confirmed') {
        add.delete(id);
        remove.add(id);
      } else if (row.state === 'unknown') {
        add.set(id, { ...(add.get(id) ?? listed.get(id) ?? entry('created')), unknown: true });
      }
    } else if (row.state !== 'confirmed' || run.trigger === 'revert') {
      if (row.state === 'confirmed' && stage === 'deactivate') remove.add(id);
    } else if (stage === 'create') {
      if (!siMails) add.set(id, entry('created'));
    } else if (stage === 'reactivate') add.set(id, entry('reactivated'));
    else if (stage === 'deactivate') remove.add(id);
  }
  return { add: [...add.values()], remove: [...remove] };
}
