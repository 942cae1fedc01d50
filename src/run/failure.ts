import { AppError, type ErrorCode, toAppError } from '../shared/app-error.ts';

/**
 * What a failed request says about a write.
 * `refused`: SI answered no, nothing was changed. `open`: it may or may not have been applied; only reading tells.
 * `not-yet`: refused for the moment, may be sent again. `stop`: SI will refuse everything from here on.
 * `broken`: the trouble is ours and says nothing about the write; the run stops rather than write on.
 */
export type Failure = 'refused' | 'open' | 'not-yet' | 'stop' | 'broken';

const failures: Partial<Record<ErrorCode, Failure>> = {
  'si-rejected': 'refused',
  'si-forbidden': 'refused',
  'si-not-found': 'refused',
  'write-not-confirmed': 'refused',
  'write-blanked-field': 'refused',
  'si-rate-limited': 'not-yet',
  'si-wrong-token': 'stop',
  'si-wrong-address': 'stop',
  'si-api-not-enabled': 'stop',
  aborted: 'open',
  offline: 'open',
  timeout: 'open',
  'si-unavailable': 'open',
  'si-not-json': 'open',
  'si-truncated': 'open',
  'si-bad-shape': 'open',
};

/** Errors not listed are ours: storage, bugs. */
export function failureOf(error: AppError): Failure {
  return failures[error.code] ?? 'broken';
}

/**
 * Reads after a write SI has accepted. Whatever the reading meets, a refusal included, says nothing about the write:
 * its outcome is open.
 */
export async function readBack<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (failureOf(error) === 'broken') throw error;
    throw new AppError('si-unavailable', error.context, { cause: error });
  }
}
