import { expect, test } from 'vitest';
import { exitCode, exitCodeFor, exitCodeOf } from '../../../src/runner/cli/exit-code.ts';
import { RunnerError } from '../../../src/runner/runner-error.ts';
import { AppError } from '../../../src/shared/app-error.ts';

test('a script can tell what is wrong by the exit code', () => {
  expect(exitCodeFor(new AppError('plan-blocked'))).toBe(3);
  for (const code of ['bamboo-wrong-key', 'si-wrong-token', 'secret-lost'] as const) expect(exitCodeOf(code)).toBe(4);
  for (const code of ['offline', 'timeout', 'si-unavailable', 'run-busy', 'storage-failed'] as const)
    expect(exitCodeOf(code)).toBe(5);
  expect(exitCodeFor(new RunnerError('database-unreachable'))).toBe(5);
  expect(exitCodeFor(new RunnerError('webhook-refused'))).toBe(5);
  for (const code of ['webhook-missing', 'tenant-unknown', 'settings-unfit', 'database-newer'] as const)
    expect(exitCodeFor(new RunnerError(code))).toBe(2);
  for (const code of ['plan-stale', 'plan-changed', 'preview-needed'] as const) expect(exitCodeOf(code)).toBe(2);
  expect(exitCodeOf('plan-empty')).toBe(0);
  expect(exitCodeFor(new Error('x'))).toBe(exitCode.fault);
});
