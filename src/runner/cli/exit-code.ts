import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import { RunnerError, type RunnerErrorCode } from '../runner-error.ts';

/** What a command ends with, for scripts. */
export const exitCode = {
  done: 0,
  /** It was done, but not for everybody, or for nobody who was named; or a mistake of the program's own. */
  fault: 1,
  /** The command, a setting, or the moment was wrong. */
  wrongUse: 2,
  /** A safety rule blocks it. */
  blocked: 3,
  /** A key is refused, or may not do this. */
  refusedKey: 4,
  /** Somebody does not answer, or something is in use: later it may work. */
  unavailable: 5,
  /** By Ctrl-C, as a shell counts it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const refused: readonly ErrorCode[] = [
  'bamboo-wrong-key',
  'bamboo-forbidden',
  'si-wrong-token',
  'si-forbidden',
  'si-api-not-enabled',
  'secret-lost',
];
const unavailable: readonly (ErrorCode | RunnerErrorCode)[] = [
  'bamboo-rate-limited',
  'bamboo-unavailable',
  'bamboo-not-json',
  'bamboo-truncated',
  'bamboo-bad-shape',
  'si-rate-limited',
  'si-unavailable',
  'si-not-json',
  'si-truncated',
  'si-bad-shape',
  'offline',
  'timeout',
  'run-busy',
  'run-interrupted',
  'storage-quota',
  'storage-blocked',
  'storage-failed',
  'database-unreachable',
  'run-open',
  'webhook-refused',
];
const faults: readonly ErrorCode[] = [
  'bamboo-rejected',
  'si-rejected',
  'si-not-found',
  'write-not-confirmed',
  'write-blanked-field',
  'bug',
];

/** What a code of the product or of the runner ends a command with. */
export function exitCodeOf(code: ErrorCode | RunnerErrorCode): ExitCode {
  if (code === 'plan-blocked') return exitCode.blocked;
  if (code === 'plan-empty') return exitCode.done;
  if (code === 'aborted') return exitCode.interrupted;
  if (has(refused, code)) return exitCode.refusedKey;
  if (has(unavailable, code)) return exitCode.unavailable;
  return has(faults, code) ? exitCode.fault : exitCode.wrongUse;
}

/** The same for anything thrown; what is not one of ours is a fault. */
export function exitCodeFor(thrown: unknown): ExitCode {
  return thrown instanceof AppError || thrown instanceof RunnerError ? exitCodeOf(thrown.code) : exitCode.fault;
}

function has(codes: readonly string[], code: string): boolean {
  return codes.includes(code);
}
