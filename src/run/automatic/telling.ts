import { type ErrorCode, toErrorData } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import type { Notice, RunDeps } from '../deps.ts';

/** What the browser shows outside any page of ours. */
export type Shown =
  | Notice
  /** The database cannot be opened, read or written. */
  | { readonly kind: 'storage'; readonly code: ErrorCode }
  /** It can again. `problem`: something else still needs the admin. */
  | { readonly kind: 'storage-well'; readonly problem: boolean };

/**
 * Hands on what is to be told outside the pages. That the database fails is told without it, once a cause: nothing here
 * reads or writes it.
 */
export interface Telling {
  notify(notice: Notice): void;
  /** Does what an alarm woke the worker for; what storage kept it from is told. Errors: as the work. */
  watch(work: () => Promise<void>): Promise<void>;
  /** Where a failing database was told of: proves that it works by writing, and takes what was told away. */
  lookAgain(deps: Pick<RunDeps, 'state'>): Promise<void>;
}

export interface TellingDeps {
  show(shown: Shown): Promise<void>;
  /** What was told, for as long as the browser runs. It only keeps a cause from being told twice. */
  readonly told: {
    get(): Promise<ErrorCode | undefined>;
    set(code: ErrorCode | undefined): Promise<void>;
  };
  /** Whether this browser synchronises; one that only looks at reviews has nothing to mend. */
  isSync(): Promise<boolean>;
}

export function createTelling(deps: TellingDeps): Telling {
  const { show, told } = deps;
  let telling: Promise<void> = Promise.resolve();

  /** One after the other, so that of two ticks that meet the same cause one tells it. */
  const next = (work: () => Promise<void>): Promise<void> => {
    telling = telling.then(work).catch((thrown: unknown) => logError('notice', thrown));
    return telling;
  };

  async function tellStorage(code: ErrorCode): Promise<void> {
    if ((await told.get()) === code || !(await deps.isSync())) return;
    await told.set(code);
    await show({ kind: 'storage', code });
  }

  async function storageIsWell(problem: boolean): Promise<void> {
    if ((await told.get()) === undefined) return;
    await told.set(undefined);
    await show({ kind: 'storage-well', problem });
  }

  const notify = (notice: Notice) => {
    void next(async () => {
      if (notice.kind === 'failed' && isOfStorage(notice.code)) return tellStorage(notice.code);
      // What a run came to has been stored by now.
      await storageIsWell(notice.kind !== 'well');
      await show(notice);
    });
  };

  return {
    notify,
    async watch(work) {
      try {
        await work();
      } catch (thrown) {
        const { code } = toErrorData(thrown);
        if (isOfStorage(code)) await next(() => tellStorage(code));
        throw thrown;
      }
    },
    async lookAgain({ state }) {
      if ((await told.get()) === undefined) return;
      await state.set('storage-proof', { text: proof });
      await state.clear('storage-proof');
      const problem = (await state.get('schedule'))?.lastProblem !== undefined;
      await next(() => storageIsWell(problem));
    },
  };
}

/** Whether the trouble is the database's, whatever was being done. */
export function isOfStorage(code: ErrorCode): boolean {
  return code.startsWith('storage-');
}

/** On a disk with hardly any room a few bytes still go in; what a run stores does not. */
const proof = 'x'.repeat(500_000);
