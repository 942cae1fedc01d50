import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/**
 * What assistive technology is told of the main views: roles, names and states in the order of the page, and what is said
 * without being asked for. `names.{language}.txt` holds what was read and found good; `check.ts --write-names` writes it
 * anew, to be read again.
 */
export const reviewed: ReadonlySet<string> = new Set([
  'welcome',
  'viewer',
  'setup',
  'config',
  'config-report',
  'config-invalid',
  'config-decisions',
  'config-audit',
  'config-transfer',
  'preview',
  'preview-none',
  'preview-nomatch',
  'preview-blocked',
  'preview-override',
  'preview-decide',
  'preview-decided',
  'preview-conflict-accounts',
  'preview-since',
  'preview-error',
  'import-dialog',
  'importing',
  'import-result',
  'history',
  'history-run',
  'history-uninformed',
  'revert-plan',
  'revert-open',
  'revert-dialog',
  'mails-dialog',
  'health',
  'health-chart',
  'health-bad',
  'export-dialog',
  'broken',
]);

type Language = 'en' | 'de';
/** By state. */
type Names = Map<string, string>;

const fileOf = (language: Language) => new URL(`./names.${language}.txt`, import.meta.url);
const heading = /^## (.+)\n/;

export function readNames(language: Language): Names {
  const sections = readFileSync(fileOf(language), 'utf8').split(/^(?=## )/m);
  return new Map(
    sections.flatMap((section) => {
      const name = heading.exec(section)?.[1];
      return name === undefined ? [] : [[name, section.replace(heading, '').trim()] as const];
    }),
  );
}

export function writeNames(language: Language, names: Names): void {
  const sections = [...reviewed].flatMap((state) => {
    const said = names.get(state);
    return said === undefined ? [] : [`## ${state}\n\n${said}\n`];
  });
  writeFileSync(fileOf(language), sections.join('\n'));
}

/** As soon as nothing comes late any more. */
export async function namesOf(page: Page): Promise<string> {
  for (let before: string | undefined; ; await page.waitForTimeout(150)) {
    const now = await readPage(page);
    if (now === before) return now;
    before = now;
  }
}

/** Long lists are cut: how many rows fit depends on the family of the letters. */
async function readPage(page: Page): Promise<string> {
  const tree = cutLists(await page.locator('body').ariaSnapshot());
  const live = await page.evaluate(findLive);
  return [...tree, ...live].join('\n');
}

/** The first line that is not as it was read; undefined where all are. */
export function firstDifference(before: string | undefined, now: string): string | undefined {
  if (before === now) return undefined;
  const [old, found] = [(before ?? '').split('\n'), now.split('\n')];
  const at = found.findIndex((line, index) => line !== old[index]);
  const index = at < 0 ? found.length : at;
  return `line ${index + 1} of its names: "${found[index]?.trim()}" instead of "${old[index]?.trim()}"; read them and run with --write-names`;
}

const shownItems = 3;

function cutLists(snapshot: string): readonly string[] {
  /** Items seen at an indentation since something stood further out. */
  const seen = new Map<number, number>();
  let cutAt: number | undefined;
  return snapshot.split('\n').flatMap((line) => {
    const indent = line.search(/\S/);
    if (cutAt !== undefined && indent > cutAt) return [];
    cutAt = undefined;
    for (const other of seen.keys()) if (other > indent) seen.delete(other);
    if (!/^\s*- (listitem|row)\b/.test(line)) {
      seen.delete(indent);
      return [line];
    }
    const count = (seen.get(indent) ?? 0) + 1;
    seen.set(indent, count);
    if (count <= shownItems) return [line];
    cutAt = indent;
    return count === shownItems + 1 ? [`${' '.repeat(indent)}- …`] : [];
  });
}

/** Places whose changes are said without being asked for. Runs inside the page, so it uses nothing from outside itself. */
function findLive(): string[] {
  const manners: Readonly<Record<string, string>> = { status: 'polite', alert: 'assertive', progressbar: 'progress' };
  return [...document.querySelectorAll('[aria-live], [role=status], [role=alert], [role=progressbar]')].map((place) => {
    const manner = place.getAttribute('aria-live') ?? manners[place.getAttribute('role') ?? ''];
    const words = place.getAttribute('aria-valuetext') ?? (place.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    return `says by itself (${manner}): ${words.slice(0, 120)}`.trimEnd();
  });
}
