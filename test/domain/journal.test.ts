import { expect, test } from 'vitest';
import { isFinal } from '../../src/domain/journal.ts';

test.each([
  ['pending', false],
  ['sent', false],
  ['confirmed', true],
  ['failed', true],
  ['skipped', true],
  ['unknown', true],
] as const)('a row of the journal that is %s is final: %s', (state, final) => {
  expect(isFinal(state)).toBe(final);
});
