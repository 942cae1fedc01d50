import { expect, type MockInstance, onTestFinished, vi } from 'vitest';

/**
 * Keeps failures the test provokes off the terminal. What nobody provoked is never swallowed: a logged `bug` fails the
 * test, unless the test looked at it and cleared the spy. Call it in `beforeEach` or in a test.
 */
export function quietErrors(): MockInstance<typeof console.error> {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => {
    const bugs = spy.mock.calls.filter(([, code]) => code === 'bug');
    spy.mockRestore();
    expect(bugs, 'logged as a bug').toEqual([]);
  });
  return spy;
}
