// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunId, SiUserId } from '../../../src/domain/ids.ts';
import { noCounts, noKinds } from '../../../src/domain/run.ts';
import { guardSelfTest } from '../../../src/sync/guard/guard-self-test.ts';
import { changedOn, chartDays, chartLength, chartStart } from '../../../src/ui/health/chart/chart-days.ts';
import { aConnection, aHeader, aReport, aRun, aRunPerson, aStatus, nowMs, pair, runId } from '../builders.ts';
import { byRole, textOf } from '../by-role.ts';
import { click, closePage, late, openPage, press, settle } from '../page.tsx';

afterEach(closePage);

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function slider(): HTMLElement {
  const found = document.querySelector<HTMLElement>('[role=slider]');
  if (found === null) throw new Error('no chart');
  return found;
}

function card(label: string): string {
  const term = [...document.querySelectorAll('dt')].find((one) => textOf(one) === label);
  return textOf(term?.nextElementSibling ?? null);
}

describe('the days of the chart', () => {
  const kinds = { ...noKinds, create: 2, update: 3 };

  it('are ninety, the last one today, each beginning at midnight, over a change of the clock too', () => {
    const days = chartDays([], nowMs);
    expect(days).toHaveLength(chartLength);
    expect(days.every(({ startMs }) => new Date(startMs).getHours() === 0)).toBe(true);
    expect(days[0]?.startMs).toBe(chartStart(nowMs));
    expect(new Date(days.at(-1)?.startMs ?? 0).toDateString()).toBe(new Date(nowMs).toDateString());
    expect(new Set(days.map(({ startMs }) => startMs)).size).toBe(chartLength);
  });

  it('add up what was changed and keep the last count of visible people', () => {
    const runs = [
      { run: aRun({ startedAtMs: nowMs - hourMs, visible: 240 }), kinds },
      { run: aRun({ startedAtMs: nowMs - 2 * hourMs, visible: 230 }), kinds },
      { run: aRun({ startedAtMs: nowMs - dayMs, visible: 220 }), kinds: noKinds },
    ];
    const days = chartDays(runs, nowMs);
    expect(days.at(-1)).toMatchObject({ visible: 240, kinds: { create: 4, update: 6 } });
    expect(days.at(-2)).toMatchObject({ visible: 220, kinds: noKinds });
    expect(days.at(-3)?.visible).toBeUndefined();
    expect(days.reduce((sum, day) => sum + changedOn(day), 0)).toBe(10);
  });

  it('leave out what is older, and count no people for a revert', () => {
    const days = chartDays(
      [
        { run: aRun({ startedAtMs: nowMs - 100 * dayMs }), kinds },
        { run: aRun({ startedAtMs: nowMs, trigger: 'revert', visible: 9 }), kinds },
      ],
      nowMs,
    );
    expect(days.filter((day) => changedOn(day) > 0)).toHaveLength(1);
    expect(days.every(({ visible }) => visible === undefined)).toBe(true);
  });

  it('take today from the preview, which needs no run', () => {
    const preview = { visible: 251, atMs: nowMs - 2 * hourMs };
    expect(chartDays([], nowMs, preview).at(-1)?.visible).toBe(251);
    const seen = (startedAtMs: number) => [{ run: aRun({ startedAtMs, visible: 200 }), kinds: noKinds }];
    expect(chartDays(seen(nowMs - 3 * hourMs), nowMs, preview).at(-1)?.visible).toBe(251);
    expect(chartDays(seen(nowMs - hourMs), nowMs, preview).at(-1)?.visible).toBe(200);
  });
});

describe('the chart', () => {
  it('is walked with the keyboard and says each day', async () => {
    const runs = [
      aRun({ startedAtMs: nowMs - hourMs }),
      aRun({ id: 'run-2' as RunId, startedAtMs: nowMs - dayMs, state: 'blocked', counts: noCounts, visible: 249 }),
    ];
    await openPage({ runs }, 'health');
    await settle();
    slider().focus();
    expect(slider().getAttribute('aria-valuetext')).toBe(
      'Nov 22, 2026: 250 people visible. New 12, Updated 30, Deactivated 2, Reactivated 1',
    );
    await press('ArrowLeft');
    expect(slider().getAttribute('aria-valuetext')).toBe('Nov 21, 2026: 249 people visible. Nothing changed.');
    expect(textOf(document.querySelector('.chart-says'))).toBe('Nov 21, 2026: 249 people visible. Nothing changed.');
    await press('PageDown');
    expect(slider().getAttribute('aria-valuetext')).toBe('Nov 14, 2026: No import. Nothing changed.');
    await press('Home');
    expect(slider().getAttribute('aria-valuenow')).toBe('1');
    await press('ArrowLeft');
    expect(slider().getAttribute('aria-valuenow')).toBe('1');
    await press('End');
    expect(slider().getAttribute('aria-valuenow')).toBe('90');
  });

  it('counts what was confirmed, not what was planned', async () => {
    const counts = { ...noCounts, confirmed: 1, failed: 44 };
    const people = [
      aRunPerson({ name: 'Ada', kind: 'create' }),
      aRunPerson({ name: 'Ben', kind: 'update', outcome: 'failed' }),
    ];
    await openPage({ runs: [aRun({ counts })], people }, 'health');
    await settle();
    expect(slider().getAttribute('aria-valuetext')).toBe('Nov 22, 2026: 250 people visible. New 1');
  });

  it('has a table behind it', async () => {
    await openPage({ runs: [aRun()] }, 'health');
    await settle();
    const details = document.querySelector<HTMLDetailsElement>('.chart details');
    if (details === null) throw new Error('no table');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await settle();
    const rows = [...document.querySelectorAll('.chart tr')].map((row) => [...row.children].map(textOf));
    expect(rows).toEqual([
      ['Day', 'People visible', 'New', 'Updated', 'Deactivated', 'Reactivated'],
      ['Nov 22, 2026', '250', '12', '30', '2', '1'],
    ]);
  });
});

describe('health at a glance', () => {
  it('says whose key it is and since when, the rights, and how full the storage is', async () => {
    await openPage(
      {
        state: { connection: aConnection({ rights: { admin: true, canInvite: false } }) },
        audit: [
          { atMs: nowMs - 10 * dayMs, what: 'bambooKey' },
          { atMs: nowMs - 300 * dayMs, what: 'bambooKey' },
          { atMs: nowMs - 20 * dayMs, what: 'siToken' },
        ],
        storage: { usedBytes: 2_400_000, quotaBytes: 12_000_000_000 },
      },
      'health',
    );
    await settle();
    expect(card('Keys')).toBe('Both acceptedHanna Vogel. BambooHR key entered 10 days ago. Token entered 20 days ago.');
    expect(card('Rights')).toBe('AdministratorHanna Vogel. May not invite people.');
    expect(card('Storage of this browser')).toBe('2.4 MB of 12 GB< 1 % of what the browser grants');
  });

  it('warns when the storage is nearly full, and copes with a browser that does not say', async () => {
    await openPage({ storage: { usedBytes: 9_000, quotaBytes: 10_000 } }, 'health');
    await settle();
    expect(card('Storage of this browser')).toContain('Nearly full.');
    await openPage({ storage: undefined }, 'health');
    await settle();
    expect(card('Storage of this browser')).toBe('not known yet');
  });

  it('says who was not informed, and leads there', async () => {
    const who = { pair, siUserId: 'si-1' as SiUserId, name: 'Amélie', why: 'created', sinceMs: nowMs, runId } as const;
    await openPage({ state: { connection: aConnection() }, uninformed: [who] }, 'health');
    expect(card('Not informed yet')).toContain('1 personAmélie');
    await click(byRole('button', 'To the list in History'));
    expect(byRole('tab', 'History').getAttribute('aria-selected')).toBe('true');
  });

  it('says since when automatic imports are off, and by whose hand', async () => {
    const audit = [
      { atMs: nowMs - dayMs, actor: 'Hanna Vogel', what: 'automaticImports', before: 'true', after: 'false' },
      { atMs: nowMs - 2 * dayMs, what: 'automaticImports', before: 'false', after: 'true' },
    ];
    await openPage({ audit }, 'health');
    await settle();
    expect(card('Next automatic import')).toBe(
      'Automatic imports are offAutomatic imports have been off since Nov 21, 2026, 9:44 AM (switched off by Hanna Vogel).',
    );
    const settings = { ...aStatus().settings, automaticImports: true };
    await openPage({ audit, status: aStatus({ settings, nextDueMs: nowMs + hourMs }) }, 'health');
    await settle();
    expect(card('Next automatic import')).not.toContain('switched');
  });
});

describe('"Test everything"', () => {
  it('tries the saved connections and every rule', async () => {
    const port = await openPage({ plan: aHeader([]), selfTest: guardSelfTest() }, 'health');
    await click(byRole('button', 'Test everything'));
    await late();
    expect(port.dataOf('testConnection')).toEqual([{}]);
    const lines = [...document.querySelectorAll('.test-line')].map(textOf);
    expect(lines).toEqual([
      'passedBambooHR250 people visible',
      'passedSmall Improvements239 accounts',
      `passedSafety rulesAll ${guardSelfTest().length} tests passed.`,
    ]);
  });

  it('is not shown any more once something else is saved', async () => {
    const port = await openPage({ plan: aHeader([]), selfTest: guardSelfTest() }, 'health');
    await click(byRole('button', 'Test everything'));
    await late();
    expect(document.querySelectorAll('.test-line')).toHaveLength(3);
    port.announce('settings');
    await settle();
    expect(document.querySelectorAll('.test-line')).toHaveLength(0);
  });

  it('says which part failed, and what to do', async () => {
    const report = { ...aReport(), bamboo: { ok: false, error: { code: 'bamboo-wrong-key', context: {} } } } as const;
    const selfTest = [{ name: 'deactivations.manual', expected: 'blocks', got: 'nothing', ok: false }];
    await openPage({ report, selfTest }, 'health');
    await click(byRole('button', 'Test everything'));
    await late();
    const lines = [...document.querySelectorAll('.test-line')].map(textOf);
    expect(lines[0]).toMatch(/^failedBambooHRBambooHR does not accept this API key. Create a new key/);
    expect(lines[1]).toMatch(/^passed/);
    expect(lines[2]).toMatch(/^failedSafety rules1 test failed/);
  });
});
