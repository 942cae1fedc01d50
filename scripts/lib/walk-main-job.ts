import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { expectationOf } from './expectations.ts';
import type { LaunchedBrowser } from './launch.ts';
import type { KindCounts, StartReport } from './report.ts';
import { type PlanFacts, readPlan, readRuns } from './stored.ts';
import { walkOverlay } from './walk-overlay.ts';
import {
  chooseSync,
  connectionOf,
  fillConnection,
  importEverybody,
  kindBar,
  readCounts,
  refreshPreview,
  saveAndPreview,
  testConnection,
} from './walk.ts';

export interface WalkedJob {
  readonly report: StartReport;
  /** What went wrong, in words; empty when all is well. */
  readonly problems: readonly string[];
}

/** Test connection, preview, import, preview again, a profile page with both tabs; screenshots of every view. */
export async function walkMainJob(
  browser: LaunchedBrowser,
  sandbox: Sandbox,
  options: { readonly folder: string; readonly scenario: string },
): Promise<WalkedJob> {
  const page = await browser.openPopupTab();
  const screenshots: string[] = [];
  const shoot = async (name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion, or a picture catches colours half-way between the schemes.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await painted(page);
      const path = join(options.folder, `${name}-${colorScheme}.png`);
      await page.screenshot({ path });
      screenshots.push(path);
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  };

  await page.getByRole('button', { name: 'Set up the synchronisation' }).waitFor();
  await shoot('1-first-start');
  await chooseSync(page);
  await fillConnection(page, connectionOf(sandbox.accounts));
  await testConnection(page);
  await shoot('2-connection');
  const connection = await readConnection(page);

  const previewMs = await timed(() => saveAndPreview(page));
  const shown = await readCounts(page);
  const first = await readPlan(page);
  const segment = kindBar(page)
    .getByRole('button', { name: /^(Updated|New|Ignored|Unchanged) [1-9]/ })
    .first();
  await segment.click();
  await page
    .getByRole('button', { name: /^Show changes for / })
    .first()
    .click();
  await shoot('3-preview');
  await segment.click();

  const blocked = first.guards.some((guard) => guard.effect === 'blocks');
  const nothing = Object.keys(first.selected).length === 0;
  let importMs = 0;
  if (!blocked && !nothing) {
    await page.getByRole('button', { name: 'Import…' }).click();
    await shoot('4-import-dialog');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    importMs = await timed(() => importEverybody(page));
    await shoot('5-result');
  }
  const runs = await readRuns(page);
  await refreshPreview(page);
  const second = await readPlan(page);
  await shoot('6-second-preview');
  await page.getByRole('tab', { name: 'History' }).click();
  const history = page.getByRole('tabpanel', { name: 'History' });
  await history.getByRole('list').or(history.getByText('No runs yet')).first().waitFor();
  await shoot('7-history');
  await page.getByRole('tab', { name: 'Health' }).click();
  await shoot('8-health');

  const overlay = await walkOverlay(browser, sandbox, options.folder);
  screenshots.push(...overlay.screenshots);

  const report: StartReport = {
    connection,
    preview: toKindCounts(first),
    guards: first.guards.map(({ id, effect }) => ({ id, effect })),
    heldBack: first.heldBack,
    import: {
      confirmed: sum(runs.map((run) => run.counts.confirmed)),
      failed: sum(runs.map((run) => run.counts.failed)),
      // Whoever waited for an answer in one run came through in the next.
      skipped: runs[0]?.counts.skipped ?? 0,
    },
    second: {
      create: second.selected['create'] ?? 0,
      update: second.selected['update'] ?? 0,
      deactivate: second.selected['deactivate'] ?? 0,
      reactivate: second.selected['reactivate'] ?? 0,
    },
    overlay: { reviews: overlay.reviews, objectives: overlay.objectives },
    screenshots,
    ms: { preview: Math.round(previewMs), import: Math.round(importMs) },
  };
  print(report);
  return {
    report,
    problems: [...differences(shown, report.preview), ...problemsOf(report, options.scenario, blocked)],
  };
}

/** Until what is shown is drawn in the present colours and nothing moves any more. */
export async function painted(page: Page): Promise<void> {
  for (const _ of ['styled', 'drawn']) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'));
}

async function readConnection(page: Page): Promise<StartReport['connection']> {
  const visible = await readFact(page, 'People visible');
  const user = await readFact(page, 'Signed in as');
  return { bamboo: { visible: Number(visible.split(' ')[0]?.replaceAll(/\D/g, '')) }, si: { user } };
}

/** The description that belongs to a term of the findings. */
async function readFact(page: Page, term: string): Promise<string> {
  return page.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]').innerText();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function toKindCounts({ counts }: PlanFacts): KindCounts {
  const of = (kind: string) => counts[kind] ?? 0;
  return {
    create: of('create'),
    update: of('update'),
    deactivate: of('deactivate'),
    reactivate: of('reactivate'),
    unchanged: of('unchanged'),
    ignored: of('ignored'),
    conflict: of('conflict'),
    onlyInSi: of('only-in-si'),
  };
}

const labels: Readonly<Record<keyof KindCounts, string>> = {
  create: 'New',
  update: 'Updated',
  deactivate: 'Deactivated',
  reactivate: 'Reactivated',
  unchanged: 'Unchanged',
  ignored: 'Ignored',
  conflict: 'Conflicts',
  onlyInSi: 'Only in Small Improvements',
};

/** What the page shows against what is stored. */
function differences(shown: Record<string, number>, stored: KindCounts): string[] {
  return (Object.keys(labels) as (keyof KindCounts)[])
    .filter((kind) => (shown[labels[kind]] ?? 0) !== stored[kind])
    .map((kind) => `the bar shows ${shown[labels[kind]] ?? 0} ${labels[kind]}, stored are ${stored[kind]}`);
}

function problemsOf(report: StartReport, scenario: string, blocked: boolean): string[] {
  const expected = expectationOf(scenario);
  const problems: string[] = [];
  if (report.connection.bamboo.visible === 0) problems.push('the key sees nobody');
  if (report.import.failed > expected.failed) problems.push(`${report.import.failed} people failed`);
  const guards = report.guards.map(({ id, effect }) => `${id} ${effect}`);
  if (guards.join() !== expected.guards.join()) {
    problems.push(`guards are [${guards.join(', ')}], expected [${expected.guards.join(', ')}]`);
  }
  const { least } = expected.heldBack;
  const most = Math.ceil(expected.heldBack.most * Math.max(1, report.connection.bamboo.visible / 250));
  if (report.heldBack < least || report.heldBack > most) {
    problems.push(`${report.heldBack} fields are held back, expected ${least} to ${most}`);
  }
  if (!blocked && expected.failed === 0) {
    for (const [kind, left] of Object.entries(report.second)) {
      if (left > 0) problems.push(`after the import ${left} are still to ${kind}`);
    }
  }
  if (scenario === 'default') {
    for (const [kind, found] of Object.entries(report.preview)) if (found === 0) problems.push(`nobody is ${kind}`);
    for (const [tab, found] of Object.entries(report.overlay))
      if (found === 0) problems.push(`the profile shows no ${tab}`);
    if (report.import.confirmed === 0) problems.push('nothing was imported');
  }
  return problems;
}

function print(report: StartReport): void {
  const { bamboo, si } = report.connection;
  const { confirmed, failed, skipped } = report.import;
  const left = inWords(report.second).filter(([, people]) => people > 0);
  const lines = [
    `\nBambooHR: ${bamboo.visible} people visible. Small Improvements: ${si.user}.`,
    '\nPreview:',
    ...inWords(report.preview).map(([label, people]) => `  ${label.padEnd(28)}${String(people).padStart(6)}`),
    '',
    ...report.guards.map(({ id, effect }) => `Guard: ${id} ${effect}`),
    `Import: ${confirmed} confirmed, ${failed} failed, ${skipped} skipped. Fields held back: ${report.heldBack}.`,
    left.length === 0
      ? 'Second preview: nothing left to write.'
      : `Second preview, still to write: ${left.map(([label, people]) => `${label} ${people}`).join(', ')}.`,
    `Profile page: ${report.overlay.reviews} reviews, ${report.overlay.objectives} objectives.`,
    `Preview ${report.ms.preview} ms, import ${report.ms.import} ms, ${report.screenshots.length} screenshots.`,
  ];
  console.log(lines.join('\n'));
}

/** As the preview's bar names them. */
function inWords(counts: Partial<KindCounts>): readonly (readonly [label: string, people: number])[] {
  return (Object.keys(labels) as (keyof KindCounts)[]).flatMap((kind) =>
    counts[kind] === undefined ? [] : [[labels[kind], counts[kind]] as const],
  );
}
