import type { CompanyPair } from './ids.ts';

export interface AuditEntry {
  readonly atMs: number;
  /** Name of the acting SI user, where known. */
  readonly actor?: string | undefined;
  /** Nobody did it: the product itself. */
  readonly own?: true | undefined;
  readonly what: string;
  /** Of which company pair the people are it speaks of. Absent: it speaks of none, or was stored before this was kept. */
  readonly pair?: CompanyPair | undefined;
  /** Never present for secrets. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}
