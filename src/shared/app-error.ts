/** Every error the product can raise; the user's text and remedy hang on the code (src/ui/format/error-text.ts, docs/errors.md). */
export const errorCodes = [
  'bamboo-wrong-key',
  'bamboo-wrong-subdomain',
  'bamboo-forbidden',
  'bamboo-rejected',
  'bamboo-rate-limited',
  'bamboo-unavailable',
  'bamboo-not-json',
  'bamboo-truncated',
  'bamboo-bad-shape',
  'si-wrong-token',
  'si-wrong-address',
  'si-api-not-enabled',
  'si-forbidden',
  'si-not-found',
  'si-rejected',
  'si-rate-limited',
  'si-unavailable',
  'si-not-json',
  'si-truncated',
  'si-bad-shape',
  'offline',
  'timeout',
  'aborted',
  'settings-missing',
  'settings-invalid',
  'permission-missing',
  'plan-missing',
  'plan-stale',
  'plan-blocked',
  'plan-empty',
  'plan-changed',
  'preview-needed',
  'run-busy',
  'run-interrupted',
  'transfer-invalid',
  'transfer-other-company',
  'transfer-stale',
  'write-not-confirmed',
  'write-blanked-field',
  'storage-quota',
  'storage-blocked',
  'storage-newer',
  'storage-failed',
  'secret-lost',
  'message-invalid',
  'message-forbidden',
  'bug',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Facts that may be shown and logged: never a secret, a name, an address or a field's value. */
export interface ErrorContext {
  readonly status?: number | undefined;
  readonly operation?: string | undefined;
  /** Epoch ms before which asking again is pointless. */
  readonly retryAtMs?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** Names of fields or settings concerned, never their values. */
  readonly fields?: readonly string[] | undefined;
  /** The vendor's own short message, already cut and stripped of personal values. */
  readonly vendorMessage?: string | undefined;
  readonly contentType?: string | undefined;
}

/** What crosses a message boundary or is kept in history: JSON-safe, without stack or cause. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly context: ErrorContext;
}

/** The one error class: a literal code decides what the user reads and whether a retry can help; the cause is kept for the log. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(code: ErrorCode, context: ErrorContext = {}, options: { cause?: unknown } = {}) {
    super(describe(code, context), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = context;
  }
}

function describe(code: ErrorCode, context: ErrorContext): string {
  const facts = [context.operation, context.status].filter((fact) => fact !== undefined);
  return facts.length === 0 ? code : `${code} (${facts.join(', ')})`;
}

/** Any thrown thing as an AppError; what is not one of ours is a `bug` with the cause kept. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('bug', {}, { cause: thrown });
}

/** The JSON-safe part of any thrown thing. */
export function toErrorData(thrown: unknown): ErrorData {
  const error = toAppError(thrown);
  return { code: error.code, context: error.context };
}

/** The error a context on the other side of a message raised. */
export function fromErrorData(data: ErrorData): AppError {
  return new AppError(data.code, data.context);
}
