import * as z from 'zod/mini';
import { type Settings, settingsChangeSchema } from '../../config/settings.ts';
import { normaliseSubdomain } from '../../shared/bamboo-subdomain.ts';
import { normaliseSiAddress } from '../../shared/si-origin.ts';
import { RunnerError } from '../runner-error.ts';
import { own } from '../words/own.ts';

/** Settings of a browser, which mean nothing here. */
const ofBrowsers = ['mode', 'panelCompanies', 'keysForSession', 'showPictures', 'markManagedFields'] as const;

export type FileSettings = Omit<z.infer<ReturnType<typeof settingsChangeSchema>>, (typeof ofBrowsers)[number]>;

const addresses = { bambooSubdomain: normaliseSubdomain, siAddress: normaliseSiAddress } as const;

/**
 * The settings of a company as a file has them, held against the schema of the extension's own.
 * Errors: `settings-file` where it is no JSON object; `settings-unfit`, naming each path and what belongs there
 */
export function parseSettings(text: string): FileSettings {
  const given = parseJson(text);
  const schema = z.strictObject(settingsChangeSchema().shape);
  const parsed = schema.safeParse(given);
  const facts = [
    ...ofBrowsers.filter((name) => name in given).map((path) => own('setting.browser', { path })),
    ...(parsed.success ? [] : parsed.error.issues.flatMap(sayIssue)),
    ...Object.entries(addresses).flatMap(([path, normalise]) => {
      const value = given[path];
      return typeof value === 'string' && normalise(value) === undefined ? [own('setting.address', { path })] : [];
    }),
  ];
  if (facts.length > 0 || !parsed.success) throw new RunnerError('settings-unfit', { facts });
  return parsed.data;
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (cause) {
    // It names a place in the text, and none of its values.
    const where = /(?:line \d+ column \d+|position \d+)/.exec(cause instanceof Error ? cause.message : '')?.[0];
    throw new RunnerError('settings-file', { cause, facts: where === undefined ? [] : [where] });
  }
  throw new RunnerError('settings-file');
}

type Issue = z.core.$ZodIssue;

/** Values are not repeated: somebody may have put a secret there. */
function sayIssue(issue: Issue): readonly string[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownSetting([...issue.path, key].join('.')));
  if (issue.code === 'invalid_value')
    return [own('setting.one-of', { path, values: issue.values.map(String).join(', ') })];
  const { whole, least, most } = (issue.code === 'custom' && issue.params) || {};
  if (whole === true) return [own('setting.type', { path, type: typeWord('int') })];
  if (typeof least === 'number') return [own('setting.least', { path, n: String(least) })];
  if (typeof most === 'number') return [own('setting.most', { path, n: String(most) })];
  if (issue.code === 'invalid_type') return [own('setting.type', { path, type: typeWord(issue.expected) })];
  return [own('setting.wrong', { path })];
}

const typeKeys = ['string', 'number', 'int', 'boolean', 'array', 'object', 'record'] as const;

function typeWord(expected: string): string {
  const known = typeKeys.find((each) => each === expected);
  return known === undefined ? expected : own(`type.${known}`);
}

function unknownSetting(path: string): string {
  const names = Object.keys(settingsChangeSchema().shape).filter((name) => !isOfBrowsers(name));
  const [best] = names
    .map((name) => ({ name, steps: stepsBetween(name.toLowerCase(), path.toLowerCase()) }))
    .toSorted((one, other) => one.steps - other.steps);
  if (best === undefined || best.steps > mostSteps) return own('setting.unknown', { path });
  return own('setting.meant', { path, other: best.name });
}

function isOfBrowsers(name: string): boolean {
  return (ofBrowsers as readonly string[]).includes(name);
}

/** More letters that differ than these are no slip. */
const mostSteps = 4;

/** Letters to add, drop or change between two words. */
function stepsBetween(one: string, other: string): number {
  let row = [...Array(other.length + 1).keys()];
  Array.from(one).forEach((letter, at) => {
    const next = [at + 1];
    Array.from(other).forEach((wanted, column) => {
      const changed = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    });
    row = next;
  });
  return row[other.length] ?? 0;
}

/** What a company of the runner is beside what its file says. */
export const runnerSettings: Pick<Settings, 'mode'> = { mode: 'sync' };
