import { createHash } from 'node:crypto';
import type { Cause, CauseId } from '../../domain/unattended/telling.ts';
import { levelOf } from '../../run/automatic/telling.ts';

/** What a webhook carries. Codes, counts and names of fields: nobody's name, address or id. */
export interface Message {
  /** The same however often it is sent: whoever has had it may leave it. */
  readonly id: string;
  readonly type: 'cause.told' | 'cause.gone' | 'test';
  /** When it became known, as ISO 8601 in UTC. */
  readonly at: string;
  /** The tenant, as the runner calls it. */
  readonly company: string;
  readonly cause?: ToldCause | undefined;
}

interface ToldCause {
  readonly id: CauseId;
  /** `alarm`: nothing is imported; `look`: imports go on, something is left out. Absent where it is gone. */
  readonly level?: 'alarm' | 'look' | undefined;
  /** Of trouble a run met; `docs/errors.md` has what to do. */
  readonly code?: string | undefined;
  /** What stops automatic imports, and by which numbers. */
  readonly guards?: readonly ToldGuard[] | undefined;
  readonly fields?: readonly string[] | undefined;
  /** People. */
  readonly count?: number | undefined;
}

interface ToldGuard {
  readonly id: string;
  readonly count: number;
  readonly limit?: number | undefined;
  readonly base?: number | undefined;
  readonly fields?: readonly string[] | undefined;
}

/** A cause with what of it names nobody. */
export function toldCause(cause: Cause): ToldCause {
  const { id, error, guards, fields, count } = cause;
  const level = levelOf([cause]);
  return {
    id,
    level: level === 'none' ? undefined : level,
    code: error?.code,
    guards: guards?.map((guard) => ({
      id: guard.id,
      count: guard.count,
      limit: guard.limit,
      base: guard.base,
      fields: guard.fields,
    })),
    fields,
    count,
  };
}

/** The same id, a UUID, for the same words, whoever asks: of what several workers tell, receivers take one. */
export function messageIdOf(...words: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  // Version 8 of RFC 9562: bits of our own.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
