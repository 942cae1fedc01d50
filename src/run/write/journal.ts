import type { ManagerTarget } from '../../domain/change.ts';
import { type RunStore } from '../../history/run-store.ts';
import { type JournalRow, isFinal } from '../../domain/journal.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { Clock } from '../../shared/clock.ts';
import { must } from '../../shared/assert.ts';
import type { EmployeeId, RunId, SiUserId } from '../../domain/ids.ts';
import type { WriteValues } from '../../domain/operation.ts';
import type { SkipReason } from '../../domain/run.ts';

/**
 * The operations of one run, in memory and on disk in step: every change of a row is stored before the next step is
 * taken, so that a worker that dies leaves a journal that says what may have happened.
 */
export interface Journal {
  /** In the order of writing. */
  readonly rows: readonly JournalRow[];
  row(seq: number): JournalRow;
  /** How many operations have their outcome, of how many. */
  progress(): { readonly done: number; readonly total: number };
  accountOf(row: JournalRow): SiUserId;
  managerId(target: ManagerTarget): SiUserId | null;
  /** Whether somebody else may have made the account of the row's person at the same moment. */
  isShared(row: JournalRow): boolean;
  /** `before`: what the account holds now, to write back what the request may empty. */
  sent(row: JournalRow, before?: WriteValues): Promise<void>;
  /** `kept`: values SI keeps in a form of its own. */
  confirmed(row: JournalRow, siUserId: SiUserId, seen?: Pick<JournalRow, 'kept' | 'shared'>): Promise<void>;
  failed(row: JournalRow, error: ErrorData, seen?: Pick<JournalRow, 'dropped' | 'kept'>): Promise<void>;
  /** `name`: of whom it waits for; `siUserId`: the account that was there. */
  skipped(
    row: JournalRow,
    skip: SkipReason,
    seen?: { readonly name?: string; readonly siUserId?: SiUserId | undefined },
  ): Promise<void>;
  unknown(row: JournalRow, error: ErrorData): Promise<void>;
  /** Back to `pending`: the request was refused for the moment, or, where it was `lost`, was not found to be applied. */
  again(row: JournalRow, lost?: 'lost'): Promise<void>;
}

export async function openJournal(runs: RunStore, clock: Clock, runId: RunId): Promise<Journal> {
  const bySeq = new Map((await runs.journal(runId)).map((row) => [row.operation.seq, row]));
  /** Accounts created in this run, by employee: targets of managers and of the fields that follow. */
  const created = new Map<EmployeeId, SiUserId>();
  const seqsOf = new Map<string, number[]>();
  let done = 0;
  for (const row of bySeq.values()) {
    noteCreated(row);
    const { changeKey, seq } = row.operation;
    const seqs = seqsOf.get(changeKey);
    if (seqs) seqs.push(seq);
    else seqsOf.set(changeKey, [seq]);
    if (isFinal(row.state)) done += 1;
  }

  function noteCreated(row: JournalRow) {
    const { stage, employeeId } = row.operation;
    if (stage === 'create' && row.state === 'confirmed' && employeeId && row.siUserId)
      created.set(employeeId, row.siUserId);
  }

  async function put(row: JournalRow, change: Partial<JournalRow>) {
    const before = current(row);
    const next: JournalRow = { ...before, ...change };
    const { stage } = row.operation;
    const strict = change.state === 'sent' && (stage === 'create' || stage === 'mails');
    await runs.putRow(next, strict ? 'strict' : 'relaxed');
    bySeq.set(next.seq, next);
    done += Number(isFinal(next.state)) - Number(isFinal(before.state));
    noteCreated(next);
  }

  const current = (row: JournalRow) => bySeq.get(row.seq) ?? row;
  const end = (row: JournalRow, change: Partial<JournalRow>) => put(row, { ...change, endedAtMs: clock.now() });

  return {
    get rows() {
      return [...bySeq.values()];
    },
    row: (seq) => must(bySeq.get(seq), 'an operation waits for one of its own run'),
    progress: () => ({ done, total: bySeq.size }),
    accountOf: (row) => {
      const { siUserId, employeeId } = row.operation;
      return must(siUserId ?? (employeeId && created.get(employeeId)), 'an operation has an account');
    },
    managerId: (target) => {
      if (target === null) return null;
      return 'siUserId' in target ? target.siUserId : must(created.get(target.createdFor), 'the manager was created');
    },
    sent: (row, before) => put(row, { state: 'sent', sentAtMs: clock.now(), before }),
    isShared: ({ operation: { changeKey } }) => (seqsOf.get(changeKey) ?? []).some((seq) => isOfTwo(bySeq.get(seq))),
    confirmed: (row, siUserId, { kept, shared } = {}) =>
      end(row, { state: 'confirmed', siUserId, error: undefined, kept: filled(kept), shared }),
    failed: (row, error, { dropped, kept } = {}) => end(row, { state: 'failed', error, dropped, kept: filled(kept) }),
    skipped: (row, skip, { name, siUserId } = {}) => end(row, { state: 'skipped', skip, skipName: name, siUserId }),
    unknown: (row, error) => end(row, { state: 'unknown', error }),
    again: (row, lost) =>
      put(row, {
        state: 'pending',
        sentAtMs: undefined,
        before: undefined,
        ...(lost && row.operation.stage === 'create' ? { resent: true } : {}),
      }),
  };
}

/** An account nobody else knows has no ID before we give it one. */
function isOfTwo(row: JournalRow | undefined): boolean {
  if (row?.operation.stage !== 'fields') return row?.shared === true;
  const { siUserId, values } = row.operation;
  return (
    siUserId === undefined && typeof values.employeeId === 'string' && row.before?.employeeId === values.employeeId
  );
}

function filled(values: WriteValues | undefined): WriteValues | undefined {
  return values && Object.keys(values).length > 0 ? values : undefined;
}
