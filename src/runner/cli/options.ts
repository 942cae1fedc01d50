import { InvalidArgumentError } from 'commander';

/** An option that takes a whole number from 1 on. */
export function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Use a whole number from 1 on.');
  return value;
}

/** An option that takes a port somebody can listen at. */
export function portOption(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new InvalidArgumentError('Use a whole number from 1 to 65535.');
  return value;
}

/** A whole number from 1 on, and 0. */
export function countOption(given: string): number {
  return given === '0' ? 0 : wholeNumber(given);
}
