import { InvalidArgumentError } from 'commander';

/** An option that takes a whole number from 1 on. */
export function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Use a whole number from 1 on.');
  return value;
}

/** The same, and 0. */
export function countOption(given: string): number {
  return given === '0' ? 0 : wholeNumber(given);
}
