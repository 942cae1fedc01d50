import type { JournalRow } from '../../domain/journal.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Stage } from '../../domain/operation.ts';
import { AppError } from '../../shared/app-error.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import type { Ending } from './ending.ts';
import type { Journal } from './journal.ts';
import { writeBack } from './write-back.ts';

interface CanaryDeps {
  readonly si: SiApi;
  readonly journal: Journal;
  readonly ending: Ending;
  /** Everybody as last read in full, before this execution wrote anything. */
  readonly accounts: readonly SiUser[];
}

/** The first write of a kind goes alone and is looked at closely: if SI does something unexpected, it happens to one person. */
export interface Canary {
  /** Whether a write of this stage was confirmed in this run. */
  hasConfirmed(stage: Stage): boolean;
  /** The profile a canary must leave as it is; undefined while none is under way. */
  profileToKeep(id: SiUserId): SiUser | undefined;
  /** The account as SI shows it after a write. */
  noteProfile(user: SiUser): void;
  /** Keeps profiles while `work`, the writing of a canary, goes on. */
  during(work: () => Promise<void>): Promise<void>;
  /** The rows' write emptied something else: that is put back once, and nothing more is written. */
  onBlanked(rows: readonly JournalRow[], error: AppError): Promise<void>;
}

export function createCanary({ si, journal, ending, accounts }: CanaryDeps): Canary {
  const profiles = new Map(accounts.map((user) => [user.id, user]));
  let isUnderWay = false;
  return {
    hasConfirmed: (stage) => journal.rows.some((row) => row.operation.stage === stage && row.state === 'confirmed'),
    profileToKeep: (id) => (isUnderWay ? profiles.get(id) : undefined),
    noteProfile(user) {
      profiles.set(user.id, user);
    },
    async during(work) {
      isUnderWay = true;
      try {
        await work();
      } finally {
        isUnderWay = false;
      }
    },
    async onBlanked(rows, error) {
      const profileOf = (row: JournalRow) => profiles.get(journal.accountOf(row));
      const data = await writeBack(rows, error, { si, journal, profileOf });
      for (const row of rows) await journal.failed(row, data);
      ending.stop(new AppError(data.code, data.context, { cause: error }));
    },
  };
}
