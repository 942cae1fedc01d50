import { type Cause, type CauseId, causeIds, type Told } from '../../domain/unattended/telling.ts';
import { type ErrorCode, toErrorData } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import type { Notice } from '../deps.ts';
import { type LookDeps, presentCauses } from './present-causes.ts';

/** What the browser shows outside any page of ours. */
export interface Showing {
  /** A notification about the cause, in the place of an earlier one about it. */
  show(cause: Cause): Promise<void>;
  /** Takes the notification away, should it still be there. */
  clear(id: CauseId): Promise<void>;
  /** `alarm`: nothing is imported; `look`: imports go on, something is left out of them. */
  badge(level: 'alarm' | 'look' | 'none'): Promise<void>;
}

/**
 * Tells administrators, outside the pages, what needs them: each cause once, until it changes or comes back. That the
 * database fails is told without it.
 */
export interface Telling {
  /** Work came to something: looks what is to be told, and tells it. */
  notify(notice: Notice, deps: LookDeps): void;
  /** Something was stored; unless more is about to be, looks what is to be told, and tells it. */
  changed(deps: LookDeps): void;
  /** Does what an alarm woke the worker for; what storage kept it from is told. Errors: as the work. */
  watch(work: () => Promise<void>): Promise<void>;
  /** Where a failing database was told of: proves that it works by writing, and takes what was told away. */
  lookAgain(deps: LookDeps): Promise<void>;
}

export interface TellingDeps extends Showing {
  /** That storage fails, for as long as the browser runs. It only keeps that from being told twice. */
  readonly told: {
    get(): Promise<ErrorCode | undefined>;
    set(code: ErrorCode | undefined): Promise<void>;
  };
  /** Whether this browser synchronises; one that only looks at reviews has nothing to mend. */
  isSync(): Promise<boolean>;
}

export function createTelling(deps: TellingDeps): Telling {
  const { told } = deps;
  let telling: Promise<void> = Promise.resolve();
  let isWaiting = false;

  /** One after the other, so that of two ticks that meet the same cause one tells it. */
  const next = (work: () => Promise<void>): Promise<void> => {
    telling = telling.then(work).catch((thrown: unknown) => logError('notice', thrown));
    return telling;
  };

  async function tellStorage(code: ErrorCode): Promise<void> {
    if ((await told.get()) === code || !(await deps.isSync())) return;
    await deps.badge('alarm');
    await deps.show({ id: 'storage', parts: [code], error: { code, context: {} } });
    // Not before: what could not be shown is tried again.
    await told.set(code);
  }

  async function storageIsWell(): Promise<void> {
    if ((await told.get()) === undefined) return;
    await deps.clear('storage');
    await told.set(undefined);
  }

  async function look(from: LookDeps): Promise<void> {
    try {
      const causes = await presentCauses(from);
      const before = (await from.state.get('told')) ?? {};
      const isNew = ({ id, parts }: Cause) => parts.some((part) => !before[id]?.includes(part));
      const worthTelling = causes.filter(({ quiet }) => quiet !== true);
      await deps.badge(levelOf(causes));
      for (const cause of worthTelling.filter(isNew)) await deps.show(cause);
      for (const id of causeIds) if (before[id] && !worthTelling.some((cause) => cause.id === id)) await deps.clear(id);
      const now: Told = Object.fromEntries(worthTelling.map(({ id, parts }) => [id, toldOf(id, parts, before[id])]));
      if (JSON.stringify(now) !== JSON.stringify(before)) await from.state.set('told', now);
    } catch (thrown) {
      const { code } = toErrorData(thrown);
      if (isOfStorage(code)) await tellStorage(code);
      throw thrown;
    }
  }

  /** Several pieces of news that come at once are looked at once. */
  function changed(from: LookDeps): void {
    if (isWaiting) return;
    isWaiting = true;
    void next(async () => {
      isWaiting = false;
      // A database that takes nothing was told of, and nothing else can be known.
      if ((await told.get()) !== undefined) return;
      // What was found out on the way may be said better by what the work comes to.
      const { kind } = (await from.state.get('activity')) ?? { kind: 'idle' };
      if (kind === 'idle') await look(from);
    });
  }

  return {
    changed,
    notify(notice, from) {
      void next(async () => {
        if (notice.kind === 'failed' && isOfStorage(notice.code)) return tellStorage(notice.code);
        // What a run came to has been stored by now.
        await storageIsWell();
        await look(from);
      });
    },
    async watch(work) {
      try {
        await work();
      } catch (thrown) {
        const { code } = toErrorData(thrown);
        if (isOfStorage(code)) await next(() => tellStorage(code));
        throw thrown;
      }
    },
    async lookAgain(from) {
      if ((await told.get()) !== undefined) {
        await from.state.set('storage-proof', { text: proof });
        await from.state.clear('storage-proof');
      }
      await next(async () => {
        await storageIsWell();
        await look(from);
      });
    },
  };
}

/** Failures take turns: each way of failing is told once, until an import goes through. */
function toldOf(id: CauseId, parts: readonly string[], before: readonly string[] = []): readonly string[] {
  return id === 'failed' ? [...new Set([...before, ...parts])] : parts;
}

/** What only leaves something out of imports is no alarm. */
const calm: readonly CauseId[] = ['awaiting-answer', 'not-readable', 'not-writable', 'held-leavers'];

/** How urgent it is, all in all: `alarm` where nothing is imported. */
export function levelOf(causes: readonly Cause[]): 'alarm' | 'look' | 'none' {
  if (causes.length === 0) return 'none';
  return causes.every(({ id }) => calm.includes(id)) ? 'look' : 'alarm';
}

/** Whether the trouble is the database's, whatever was being done. */
export function isOfStorage(code: ErrorCode): boolean {
  return code.startsWith('storage-');
}

/** On a disk with hardly any room a few bytes still go in; what a run stores does not. */
const proof = 'x'.repeat(500_000);
