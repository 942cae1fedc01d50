import { parseArgs } from 'node:util';
import type { SandboxOptions } from './start-sandbox.ts';

export type Flags = { error: string } | { options: SandboxOptions; listScenarios: boolean };

const NUMBERS = {
  employees: { min: 2, max: 100_000 },
  seed: { min: 0, max: 1_000_000_000 },
  port: { min: 0, max: 65_535 },
};

/** Reads `--employees N --seed N --scenario NAME --port N --http2`; anything else is an error with a message. */
export function parseFlags(args: string[]): Flags {
  let values: Record<string, string | boolean | undefined>;
  try {
    values = parseArgs({
      args,
      options: {
        employees: { type: 'string' },
        seed: { type: 'string' },
        scenario: { type: 'string' },
        port: { type: 'string' },
        http2: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return { error: String(error instanceof Error ? error.message : error).split('\n')[0] ?? 'bad flags' };
  }
  const options: SandboxOptions = {};
  for (const [name, { min, max }] of Object.entries(NUMBERS)) {
    const text = values[name];
    if (typeof text !== 'string') continue;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max)
      return { error: `--${name} is a whole number from ${min} to ${max}` };
    options[name as keyof typeof NUMBERS] = value;
  }
  if (typeof values['scenario'] === 'string') options.scenario = values['scenario'];
  if (values['http2'] === true) options.http2 = true;
  return { options, listScenarios: options.scenario === 'list' };
}
