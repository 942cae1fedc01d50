// @vitest-environment happy-dom
import type { Run } from '../../../src/domain/run.ts';
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { RevertPlan, RevertRow } from '../../../src/domain/revert.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { RunId, SiUserId } from '../../../src/domain/ids.ts';
import { revertOf } from '../../../src/ui/history/revert/revert-model.ts';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { ChangeRow } from '../../../src/ui/preview/change-row.tsx';
import { PersonTimeline } from '../../../src/ui/history/person-timeline.tsx';
import { RevertRowView } from '../../../src/ui/history/revert/revert-row.tsx';
import { RunPersonRow } from '../../../src/ui/history/run-person-row.tsx';
import { aChange, aField, aHeader, aRun, aRunPerson, aStatus, nowMs, pair, runId } from '../builders.ts';
import { allByRole, byRole, control, describedBy, textOf } from '../by-role.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, settle, show } from '../page.tsx';

afterEach(closePage);

const newRunId = 'run-new' as RunId;

function aRow(part: Partial<RevertRow> & Pick<RevertRow, 'name'>): RevertRow {
  return {
    changeKey: `e:${part.name}`,
    siUserId: `si-${part.name}` as SiUserId,
    verdict: 'revert',
    fields: [aField({ field: 'jobTitle', before: 'Senior Designer', after: 'Designer' })],
    ...part,
  };
}

const rows: readonly RevertRow[] = [
  aRow({ name: 'Ada' }),
  aRow({ name: 'Ben', fields: [], account: 'deactivate', created: true }),
  aRow({ name: 'Cleo', fields: [], account: 'reactivate' }),
  aRow({ name: 'Dan', verdict: 'kept', fields: [aField({ field: 'jobTitle', state: 'held-back' })] }),
  aRow({ name: 'Eva', verdict: 'kept', fields: [], created: true, protected: true }),
];

function aPlan(part: Partial<RevertPlan> = {}): RevertPlan {
  return { runId, pair, atMs: nowMs, fingerprint: 'r-1', rows, ...part };
}

function aRevertRun(part: Partial<Run> = {}): Run {
  return aRun({
    id: newRunId,
    trigger: 'revert',
    reverts: runId,
    startedAtMs: nowMs - 60_000,
    counts: { confirmed: 3, failed: 1, skipped: 2, unknown: 0, pending: 0 },
    ...part,
  });
}

/** A page on the run, with its revert worked out. */
async function openRevert(part: Partial<FakeData> = {}) {
  const port = await openPage(
    { runs: [aRun()], people: [aRunPerson({ name: 'Ada' })], state: { 'revert-plan': aPlan() }, ...part },
    'history',
  );
  await late();
  await click(byRole('button', /^Nov 22, 2026, 9:14 AM, manual import$/));
  await click(byRole('button', 'Revert…'));
  return port;
}

const bar = () => document.querySelector<HTMLElement>('.action-bar');

describe('"Revert…" on a run', () => {
  it('works it out first, saying how many go back and how many stay', async () => {
    const port = await openRevert();
    expect(port.dataOf('previewRevert')).toEqual([{ runId }]);
    expect(port.dataOf('startRevert')).toEqual([]);
    expect(document.activeElement).toBe(byRole('heading', 'Revert: Nov 22, 2026, 9:14 AM, manual import'));
    expect(textOf(bar())).toContain('3 people go back2 stay as they are');
    expect(textOf(byRole('tabpanel'))).toContain('40 people of this run are not listed: nothing was written there.');
  });

  it.each([
    ['a revert', { trigger: 'revert' }],
    ['emails', { task: 'mails' }],
    ['a run that goes on', { state: 'running' }],
    ['a run that wrote nothing', { counts: { confirmed: 0, failed: 0, skipped: 4, unknown: 0, pending: 0 } }],
  ] as const)('is not offered for %s', async (_what, part) => {
    await openPage({ runs: [aRun(part)] }, 'history');
    await late();
    await click(byRole('button', /^Nov 22, 2026, 9:14 AM/));
    expect(byRole('heading', /^Nov 22, 2026, 9:14 AM/)).toBeDefined();
    expect(allByRole('button', 'Revert…')).toEqual([]);
  });

  it('shows the progress while it is worked out; leaving breaks it off', async () => {
    const activity = {
      kind: 'revert',
      trigger: 'revert',
      phase: 'reading-si',
      done: 120,
      startedAtMs: nowMs,
      beatMs: nowMs,
    } as const;
    const port = await openRevert({ state: {} });
    port.data.state = { activity };
    port.announce('activity');
    await settle();
    expect(byRole('progressbar', 'Revert in progress')).toBeDefined();
    await click(byRole('button', 'Cancel'));
    expect(port.dataOf('cancelImport')).toHaveLength(1);
    expect(byRole('heading', 'Nov 22, 2026, 9:14 AM, manual import')).toBeDefined();
  });

  it('says why it could not be worked out, and tries again', async () => {
    const port = await openRevert({
      state: { 'revert-error': { error: { code: 'offline', context: {} }, atMs: nowMs } },
    });
    expect(byRole('alert')).toBeDefined();
    port.data.state = { 'revert-plan': aPlan() };
    await click(byRole('button', 'Work it out again'));
    expect(allByRole('alert')).toEqual([]);
    expect(textOf(bar())).toContain('3 people go back');
  });

  it('shows nothing that was worked out before it was asked for, or for another run', async () => {
    const port = await openRevert({ state: { 'revert-plan': aPlan({ atMs: nowMs - 1 }) } });
    expect(bar()).toBeNull();
    port.data.state = { 'revert-plan': aPlan({ runId: newRunId }) };
    port.announce('runs');
    await settle();
    expect(bar()).toBeNull();
  });

  it('is refused while Automatic Imports is on, with the way to the switch', async () => {
    const status = aStatus({ settings: { ...aStatus().settings, automaticImports: true } });
    await openRevert({ status });
    const button = control('button', 'Revert…');
    expect(button.disabled).toBe(true);
    expect(describedBy(button)).toContain('Automatic Imports is on');
    await click(byRole('button', 'Open Configuration'));
    await late();
    expect(control('checkbox', 'Automatic Imports').checked).toBe(true);
  });

  it('says when there is nothing to take back', async () => {
    await openRevert({ state: { 'revert-plan': aPlan({ rows: [] }) } });
    expect(byRole('heading', 'There is nothing to take back')).toBeDefined();
    expect(control('button', 'Revert…').disabled).toBe(true);
  });

  it('asks once more, naming whose accounts are locked, then starts exactly this revert and shows its run', async () => {
    const port = await openRevert();
    await click(byRole('button', 'Revert…'));
    const question = textOf(byRole('dialog', 'Revert 3 people?'));
    expect(question).toContain('Will be deactivated 1Ben');
    expect(question).toContain('Will be reactivated 1Cleo');
    expect(question).toContain('1 account created by that run is deactivated, not deleted.');
    expect(question).toContain('2 stay as they are.');
    await click(byRole('button', 'Revert'));
    expect(port.dataOf('startRevert')).toEqual([{ fingerprint: 'r-1' }]);
    expect(allByRole('dialog')).toEqual([]);
    expect(control('button', 'Revert…').disabled).toBe(true);

    port.data.runs = [aRevertRun(), ...port.data.runs];
    port.announce('runs');
    await settle();
    expect(byRole('heading', 'Nov 22, 2026, 9:43 AM, revert')).toBeDefined();
    expect(textOf(byRole('status'))).toBe('3 reverted, 2 kept, 1 failed');
    expect(textOf(byRole('tabpanel'))).toContain('In the next preview these people are not selected and marked');
    await click(byRole('button', 'Nov 22, 2026, 9:14 AM, manual import'));
    expect(byRole('button', 'Nov 22, 2026, 9:43 AM, revert')).toBeDefined();
  });

  it('that the worker refuses says why and leaves the choice', async () => {
    const port = await openRevert({ failures: { startRevert: new AppError('plan-changed') } });
    await click(byRole('button', 'Revert…'));
    await click(byRole('button', 'Revert'));
    expect(port.dataOf('startRevert')).toHaveLength(1);
    expect(byRole('alert')).toBeDefined();
    expect(control('button', 'Revert…').disabled).toBe(false);
  });

  it('worked out by a page that was closed is found again, for a while', async () => {
    const state = { 'revert-plan': aPlan({ atMs: nowMs - 120_000 }) };
    await openPage({ runs: [aRun()], state }, 'history');
    await late();
    await click(byRole('button', 'Show'));
    expect(textOf(bar())).toContain('3 people go back');
    await openPage({ runs: [aRun()], state: { 'revert-plan': aPlan({ atMs: nowMs - 11 * 60_000 }) } }, 'history');
    await late();
    expect(allByRole('button', 'Show')).toEqual([]);
  });

  it('still running when the page is opened is shown with its progress and can be cancelled', async () => {
    const counts = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 3 };
    const port = await openPage(
      {
        runs: [aRevertRun({ state: 'running', counts })],
        state: {
          activity: {
            kind: 'revert',
            trigger: 'revert',
            phase: 'writing',
            done: 1,
            total: 3,
            startedAtMs: nowMs,
            beatMs: nowMs,
            runId: newRunId,
          },
        },
      },
      'history',
    );
    await late();
    expect(byRole('progressbar', 'Revert in progress')).toBeDefined();
    await click(byRole('button', 'Cancel revert'));
    expect(port.dataOf('cancelImport')).toHaveLength(1);
  });
});

describe('one person', () => {
  it('of a run is reverted alone', async () => {
    const port = createFakePort({ runs: [aRun()], people: [aRunPerson({ name: 'Ada' })] });
    const ui = createUiModel(port);
    await ui.history.open(runId);
    const row = ui.history.people.value?.[0];
    if (row === undefined) throw new Error('no row');
    await show(<RunPersonRow ui={ui} row={row} />);
    await click(byRole('button', 'Show changes for Ada'));
    await click(byRole('button', 'Revert… Ada'));
    expect(port.dataOf('previewRevert')).toEqual([{ runId, keys: ['e:Ada'] }]);
    expect(revertOf(ui).target.value?.run.id).toBe(runId);
    ui.dispose();
    expect(port.listeners()).toBe(0);
  });

  it.each([
    ['confirmed', 1],
    ['partly', 1],
    ['unknown', 1],
    ['failed', 0],
    ['skipped', 0],
  ] as const)('whose outcome is %s: %i offer', async (outcome, offers) => {
    const ui = createUiModel(createFakePort({ runs: [aRun()], people: [aRunPerson({ name: 'Ada', outcome })] }));
    await ui.history.open(runId);
    const row = ui.history.people.value?.[0];
    if (row === undefined) throw new Error('no row');
    await show(<RunPersonRow ui={ui} row={row} />);
    await click(byRole('button', 'Show changes for Ada'));
    expect(allByRole('button', 'Revert… Ada')).toHaveLength(offers);
    ui.dispose();
  });

  it('offers it in their timeline as soon as their run has ended', async () => {
    const people = [aRunPerson({ name: 'Ada', outcome: 'pending' })];
    const port = createFakePort({ runs: [aRun({ state: 'running' })], people });
    const ui = createUiModel(port);
    await ui.history.load();
    await show(<PersonTimeline ui={ui} changeKey="e:Ada" />);
    expect(allByRole('button', 'Revert… Ada')).toHaveLength(0);
    port.data.runs = [aRun()];
    port.data.people = [aRunPerson({ name: 'Ada' })];
    port.announce('runs');
    await settle();
    expect(allByRole('button', 'Revert… Ada')).toHaveLength(1);
    ui.dispose();
  });

  it('offers it in their timeline, but not for what was taken back', async () => {
    const other = aRun({ id: 'run-2' as RunId, startedAtMs: nowMs - 3_600_000 });
    const people = [aRunPerson({ name: 'Ada', runId: newRunId }), aRunPerson({ name: 'Ada' })];
    const old = aRunPerson({ name: 'Ada', runId: other.id });
    const ui = createUiModel(createFakePort({ runs: [aRevertRun(), aRun(), other], people: [...people, old] }));
    await show(<PersonTimeline ui={ui} changeKey="e:Ada" />);
    const offers = [...document.querySelectorAll('li')].map(
      (item) => item.querySelector('[aria-label^=Revert]') !== null,
    );
    expect(offers).toEqual([false, false, true]);
    expect(textOf(document.querySelector('li'))).toContain('Reverted');
    ui.dispose();
  });
});

describe('a person of a previewed revert', () => {
  const details = async (row: RevertRow) => {
    const ui = createUiModel(createFakePort());
    await show(<RevertRowView ui={ui} row={row} />);
    await click(byRole('button', `Show changes for ${row.name}`));
    const shown = textOf(document.querySelector('.person'));
    ui.dispose();
    return shown;
  };
  const [ada, ben, cleo, dan, eva] = rows as [RevertRow, RevertRow, RevertRow, RevertRow, RevertRow];

  it('shows what goes back, before and after', async () => {
    const shown = await details(ada);
    expect(shown).toContain('Goes back');
    expect(shown).toContain('before Senior Designer');
    expect(shown).toContain('after Designer');
  });

  it('says that a created account is deactivated, not deleted', async () => {
    const shown = await details(ben);
    expect(shown).toContain('This run created the account. It is deactivated, not deleted.');
    expect(shown).toContain('before active');
    expect(shown).toContain('after deactivated');
  });

  it('says that a deactivated account is reactivated', async () => {
    expect(await details(cleo)).toContain('This run deactivated the account. It is reactivated.');
  });

  it('says why it stays as it is: edited since, or with rights by now', async () => {
    const edited = await details(dan);
    expect(edited).toContain('Stays');
    expect(edited).toContain('Changed in Small Improvements after that run, so it stays as it is.');
    expect(edited).toContain('held back');
    expect(await details(eva)).toContain('The account has special rights by now');
  });
});

describe('a person of a revert that ran', () => {
  it.each([
    [{ outcome: 'confirmed' }, 'Reverted'],
    [{ outcome: 'skipped', skip: 'edited-since' }, 'Kept'],
    [{ outcome: 'skipped', skip: 'protected' }, 'Kept'],
    [{ outcome: 'skipped', skip: 'cancelled' }, 'Skipped'],
    [{ outcome: 'failed', error: { code: 'si-unavailable', context: {} } }, 'Failed'],
  ] as const)('%o is called so', async (part, label) => {
    const person = aRunPerson({ name: 'Ada', runId: newRunId, ...part });
    const ui = createUiModel(createFakePort({ runs: [aRevertRun()], people: [person] }));
    await ui.history.open(newRunId);
    const row = ui.history.people.value?.[0];
    if (row === undefined) throw new Error('no row');
    await show(<RunPersonRow ui={ui} row={row} />);
    expect(textOf(document.querySelector('.chip:last-of-type'))).toBe(label);
    ui.dispose();
  });
});

it('a preview marks the rows that were reverted', async () => {
  const change = aChange({
    kind: 'update',
    name: 'Ada Bauer',
    selected: false,
    selectedByDefault: false,
    reason: { code: 'reverted', atMs: nowMs },
  });
  const ui = createUiModel(createFakePort({ changes: [change], plan: aHeader([change]) }));
  await ui.plan.load();
  const row = ui.plan.rows.value?.[0];
  if (row === undefined) throw new Error('no row');
  await show(<ChangeRow ui={ui} row={row} />);
  expect(textOf(document.querySelector('.person-line'))).toContain('Reverted on Nov 22, 2026');
  expect(control('checkbox', 'Include Ada Bauer').checked).toBe(false);
  await click(byRole('button', 'Show changes for Ada Bauer'));
  await late();
  expect(textOf(document.querySelector('.person-details'))).toContain('An administrator reverted this change.');
  ui.dispose();
});
