import type { JournalRow } from '../../domain/journal.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Stage } from '../../domain/operation.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Ending } from './ending.ts';
import { writeBack, type WriteBackDeps } from './write-back.ts';

/** What reading proved not applied is sent once more; a row that came to nothing twice is left alone. */
const sendsPerCanary = 2;

interface CanaryDeps extends WriteBackDeps {
  readonly ending: Ending;
}

/** One stage, or a part of it, as its canaries see it. */
export interface CanaryStage {
  readonly stage: Stage;
  /** The first row that may be sent now. Effects: skips rows that wait for what did not come true. */
  next(): Promise<JournalRow | undefined>;
  /** Sends the row by itself; its outcome is in the journal afterwards, or it is still `sent`. */
  send(row: JournalRow): Promise<void>;
  /** Finds out by reading what became of a row that is still `sent`. */
  settle(row: JournalRow): Promise<void>;
}

/**
 * The first write of a stage goes alone and is looked at closely: if SI does something unexpected, it happens to one person.
 * Nothing else of the stage leaves before one of its canaries was confirmed (design §3.5).
 */
export interface Canary {
  /** Sends one row after the other until one is confirmed. Without an answer to either write or reading the run stops. */
  goFirst(stage: CanaryStage): Promise<void>;
  /**
   * The profile a canary must leave as it is, read now: what was read before may have been emptied since, by this run or at SI.
   * Undefined, and nothing read, while none is under way. Errors: SI codes; `si-not-found` where SI does not show the account
   */
  profileToKeep(id: SiUserId): Promise<SiUser | undefined>;
  /** The rows' write emptied something else: that is put back once, and nothing more is written. */
  onBlanked(rows: readonly JournalRow[], error: AppError): Promise<void>;
}

export function createCanary(deps: CanaryDeps): Canary {
  const { si, journal, ending } = deps;
  let isUnderWay = false;

  const isProven = (stage: Stage) =>
    journal.rows.some((row) => row.operation.stage === stage && row.state === 'confirmed');

  /** One canary from its request to its outcome, or to rest. */
  async function fly(row: JournalRow, { stage, send, settle }: CanaryStage): Promise<void> {
    isUnderWay = true;
    await send(row).finally(() => {
      isUnderWay = false;
    });
    if (journal.row(row.seq).state !== 'sent') return;
    await settle(journal.row(row.seq));
    const { state, error } = journal.row(row.seq);
    // A mail leaves nothing to read; of everything else an open canary means that SI does not answer at all.
    if (state === 'unknown' && stage !== 'mails') {
      ending.stop(new AppError(error?.code ?? 'write-not-confirmed', error?.context));
    }
  }

  return {
    async goFirst(stage) {
      const sends = new Map<number, number>();
      while (!ending.reached() && !isProven(stage.stage)) {
        const row = await stage.next();
        if (!row) return;
        const times = sends.get(row.seq) ?? 0;
        if (times < sendsPerCanary) await fly(row, stage);
        else await journal.unknown(row, { code: 'write-not-confirmed', context: {} });
        sends.set(row.seq, times + 1);
      }
    },
    async profileToKeep(id) {
      if (!isUnderWay) return undefined;
      const users = await si.readUsers([id], { signal: ending.hold });
      const profile = users.find((user) => user.id === id);
      if (!profile) throw new AppError('si-not-found', { operation: 'canary' });
      return profile;
    },
    async onBlanked(rows, error) {
      const data = await writeBack(rows, error, deps);
      for (const row of rows) await journal.failed(row, data);
      ending.stop(new AppError(data.code, data.context, { cause: error }));
    },
  };
}
