/** What can be wrong before there is a run, by a literal code; `docs/errors.md` has the remedies. */
export const runnerErrorCodes = [
  'database-address',
  'database-missing',
  'database-unreachable',
  'database-refused',
  'database-encoding',
  'database-not-set-up',
  'database-older',
  'database-newer',
  'tenant-name',
  'tenant-taken',
  'tenant-unknown',
  'sealing-key',
  'sealing-key-missing',
  'file-unreadable',
  'file-there',
  'settings-file',
  'settings-unfit',
  'secret-missing',
  'person-unknown',
  'person-unclear',
  'decision-unclear',
  'row-fixed',
  'run-unknown',
  'run-open',
  'not-confirmed',
  'webhook-missing',
  'webhook-refused',
  'webhook-address',
  'webhook-secret',
  'metrics-address',
] as const;

export type RunnerErrorCode = (typeof runnerErrorCodes)[number];

/** Says what stands in the way of starting. The message holds no address, name or secret; the cause is kept for the log. */
export class RunnerError extends Error {
  override readonly name = 'RunnerError';
  readonly code: RunnerErrorCode;
  /** For whoever gave the command, such as which setting it is: never a secret, and never logged. */
  readonly facts: readonly string[];

  constructor(code: RunnerErrorCode, { cause, facts = [] }: { cause?: unknown; facts?: readonly string[] } = {}) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.facts = facts;
  }
}
