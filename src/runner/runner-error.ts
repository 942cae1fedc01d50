/** What can be wrong before there is a run, by a literal code; `docs/errors.md` has the remedies. */
export const runnerErrorCodes = [
  'database-address',
  'database-unreachable',
  'database-refused',
  'database-not-set-up',
  'database-older',
  'database-newer',
  'tenant-name',
  'tenant-taken',
  'tenant-unknown',
  'sealing-key',
  'webhook-address',
  'webhook-secret',
  'metrics-address',
] as const;

export type RunnerErrorCode = (typeof runnerErrorCodes)[number];

/** Says what stands in the way of starting. The message holds no address, name or secret; the cause is kept for the log. */
export class RunnerError extends Error {
  override readonly name = 'RunnerError';
  readonly code: RunnerErrorCode;

  constructor(code: RunnerErrorCode, options: { cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
  }
}
