import { AppError } from '../../../src/shared/app-error.ts';

/** When a worker dies: at the k-th call to the outside, before the call takes effect or after. */
export interface Death {
  readonly atCall: number;
  readonly applied: boolean;
}

/** From the k-th call to the storage, so many of them are refused, whether they took effect or not; the worker lives on. */
export interface Outage {
  readonly atCall: number;
  readonly calls: number;
  readonly applied: boolean;
}

/** One life of a worker. Every call it makes to the outside passes through here; once it is dead, none ever answers. */
export interface Life {
  /** Resolves when the worker has died. */
  readonly died: Promise<void>;
  readonly isDead: boolean;
  /** Dies at once. */
  kill(): void;
  /** Calls made so far. */
  readonly calls: number;
  /** Those of them that went to the storage. */
  readonly storageCalls: number;
  /** The same object, reached by this worker. */
  mortal<T extends object>(outside: T): T;
  /** The same part of the storage, reached by this worker. */
  mortalStorage<T extends object>(storage: T): T;
}

const never = new Promise<never>(() => undefined);

export function createLife(death?: Death, outage?: Outage): Life {
  let calls = 0;
  let storageCalls = 0;
  let isDead = false;
  let tell: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const die = () => {
    isDead = true;
    tell();
    return never;
  };

  async function call(work: () => unknown): Promise<unknown> {
    if (isDead) return never;
    calls += 1;
    const isLast = calls === death?.atCall;
    if (isLast && !death?.applied) return die();
    let result: unknown;
    try {
      result = await work();
    } catch (thrown) {
      if (isDead) return never;
      throw thrown;
    }
    if (isLast) return die();
    return isDead ? never : result;
  }

  const isAway = () =>
    outage !== undefined && storageCalls >= outage.atCall && storageCalls < outage.atCall + outage.calls;

  async function store(work: () => unknown): Promise<unknown> {
    storageCalls += 1;
    if (!isAway()) return work();
    if (outage?.applied) await work();
    throw new AppError('storage-failed', { operation: 'outage' });
  }

  const reached = <T extends object>(outside: T, through: (work: () => unknown) => unknown): T =>
    new Proxy(outside, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function' || key === 'now') return member;
        return (...args: unknown[]) => call(() => through(() => Reflect.apply(member, target, args) as unknown));
      },
    });

  return {
    died,
    get isDead() {
      return isDead;
    },
    kill: () => void die(),
    get calls() {
      return calls;
    },
    get storageCalls() {
      return storageCalls;
    },
    mortal: (outside) => reached(outside, (work) => work()),
    mortalStorage: (storage) => reached(storage, store),
  };
}
