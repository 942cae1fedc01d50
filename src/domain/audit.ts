export interface AuditEntry {
  readonly atMs: number;
  /** Name of the acting SI user, where known. */
  readonly actor?: string | undefined;
  readonly what: string;
  /** Never present for secrets. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}
