// @vitest-environment happy-dom
import '../setup.ts';
import { options } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import type { GuardFinding } from '../../../src/domain/guard.ts';
import type { PlanHeader } from '../../../src/domain/plan.ts';
import { toPlanRow } from '../../../src/ui/preview/plan-row.ts';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { Progress } from '../../../src/ui/components/progress.tsx';
import { ChangeRow } from '../../../src/ui/preview/change-row.tsx';
import { IncludeAll } from '../../../src/ui/preview/include-all.tsx';
import { PreviewHeader } from '../../../src/ui/preview/preview-header.tsx';
import { aChange, aField, aHeader, aRun, aRunPerson, nowMs, runId } from '../builders.ts';
import { allByRole, byRole, control, describedBy, textOf } from '../by-role.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, press, settle, show, type } from '../page.tsx';

afterEach(closePage);

const changes = [
  aChange({
    kind: 'create',
    name: 'Noah Rossi',
    fields: [aField({ field: 'firstName', before: null, after: 'Noah' })],
  }),
  aChange({ kind: 'update', name: 'Grace Hoffmann' }),
  aChange({
    kind: 'update',
    name: 'Łukasz Müller',
    fields: [aField({ field: 'workEmail', before: 'l@old.example', after: 'l@new.example' })],
  }),
  aChange({ kind: 'deactivate', name: 'Rosa Peters', reason: { code: 'inactive-in-bamboo' } }),
  aChange({ kind: 'ignored', name: 'Elif Bauer', reason: { code: 'no-work-email' } }),
  aChange({ kind: 'unchanged', name: 'Felix Tanaka' }),
];
const blocked: GuardFinding = { id: 'deactivations', effect: 'blocks', count: 128, limit: 112, base: 225 };

function data(part: Partial<FakeData> = {}): Partial<FakeData> {
  return { changes, plan: aHeader(changes), ...part };
}

describe('what the preview says beside its rows', () => {
  it('has a button for each required field nobody fills, and says what follows from it', async () => {
    const plan = aHeader(changes, {
      guards: [
        {
          id: 'required-unreadable',
          effect: 'warns',
          count: 9,
          fields: ['gender', 'hireDate'],
          unconfirmed: ['gender', 'hireDate'],
        },
      ],
    });
    const port = await openPage(data({ plan }));
    await click(byRole('button', 'Gender is not used in BambooHR'));
    expect(port.dataOf('confirmUnreadable')).toEqual([{ field: 'gender' }]);
    expect(allByRole('button', /is not used in BambooHR$/).map(textOf)).toEqual(['Hire date is not used in BambooHR']);
    expect(textOf(document.body)).toContain('Automatic imports go on.');
  });

  it('names fields Small Improvements takes from nobody, in every preview', async () => {
    const plan = aHeader(changes);
    await openPage(data({ plan: { ...plan, basis: { ...plan.basis, notWritable: ['location'] } } }));
    expect(textOf(byRole('group', 'Fields Small Improvements does not take'))).toContain('Location');
  });
});

describe('the bar', () => {
  it('has a button for every kind, named with its count', async () => {
    await openPage(data());
    const group = byRole('group', 'Changes by kind');
    expect([...group.querySelectorAll('button')].map(textOf)).toEqual([
      'New 1',
      'Updated 2',
      'Deactivated 1',
      'Reactivated 0',
      'Conflicts 0',
      'Ignored 1',
      'Unchanged 1',
      'Only in Small Improvements 0',
    ]);
  });

  it('filters the list and says so', async () => {
    await openPage(data());
    const updated = byRole('button', 'Updated 2');
    await click(updated);
    expect(updated.getAttribute('aria-pressed')).toBe('true');
    expect(textOf(document.querySelector('.list-count'))).toBe('2 people');
    await click(updated);
    expect(textOf(document.querySelector('.list-count'))).toBe('6 people');
  });
});

describe('search', () => {
  it('finds names without their diacritics, emails and ids', async () => {
    await openPage(data());
    const search = byRole('searchbox', 'Search people');
    for (const query of ['lukasz muller', 'MÜLLER', 'łukasz.müller@acme']) {
      await type(search, query);
      expect(`${query}: ${textOf(document.querySelector('.list-count'))}`).toBe(`${query}: 1 person`);
    }
    await type(search, 'Zaphod');
    expect(byRole('heading', 'Nobody matches')).toBeDefined();
    await click(byRole('button', 'Show everybody'));
    expect(textOf(document.querySelector('.list-count'))).toBe('6 people');
  });
});

describe('the list of a preview that is being made anew', () => {
  const step = (done: number) => ({
    kind: 'preview' as const,
    trigger: 'manual' as const,
    phase: 'reading-bamboo' as const,
    done,
    total: 900,
    startedAtMs: nowMs,
    beatMs: nowMs,
  });

  it('is read once, although news of it and the end of the work both say that it is there', async () => {
    const port = await openPage(data({ state: { activity: step(1) } }));
    let pages = 0;
    const { planPage } = port.history;
    const counted: typeof planPage = (...given) => {
      pages += 1;
      return planPage(...given);
    };
    Object.assign(port.history, { planPage: counted });
    const next = [...changes, aChange({ kind: 'create', name: 'Zoe New' })];
    Object.assign(port.data, { changes: next, plan: { ...aHeader(next), fingerprint: 'of the next' } });
    port.announce('plan');
    await settle();
    port.data.state = { ...port.data.state, activity: { kind: 'idle' } };
    port.announce('activity');
    await settle();

    expect(pages).toBe(1);
    expect(textOf(byRole('group', 'Changes by kind'))).toContain('New 2');
    await click(byRole('button', /^New 2/));
    expect(textOf(document.querySelector('.list-count'))).toBe('2 people');
  });

  it('is not drawn again with each step of it', async () => {
    const port = await openPage(data({ state: { activity: step(1) } }));
    const drawn: unknown[] = [];
    const { diffed } = options;
    options.diffed = (vnode) => {
      if (typeof vnode.type === 'function') drawn.push(vnode.type);
      diffed?.(vnode);
    };
    for (const done of [300, 600]) {
      port.data.state = { ...port.data.state, activity: step(done) };
      port.announce('activity');
      await settle();
    }
    if (diffed) options.diffed = diffed;
    else delete options.diffed;
    expect(byRole('progressbar', 'Preview in progress').getAttribute('aria-valuenow')).toBe('600');
    expect(drawn).toContain(Progress);
    for (const part of [ChangeRow, IncludeAll, PreviewHeader]) expect(drawn).not.toContain(part);
  });
});

describe('a row', () => {
  async function openRow(index: number) {
    const port = createFakePort(data());
    const ui = createUiModel(port);
    await settle();
    const change = changes[index];
    if (change === undefined) throw new Error('no such row');
    const Row = () => (
      <ChangeRow ui={ui} row={ui.plan.rows.value?.find((row) => row.key === change.key) ?? toPlanRow(change, index)} />
    );
    await show(<Row />);
    return { port, ui };
  }

  it('expands to the fields with sign, word and tooltip', async () => {
    await openRow(1);
    const button = byRole('button', 'Show changes for Grace Hoffmann');
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const details = document.getElementById(button.getAttribute('aria-controls') ?? '');
    expect(textOf(details)).toContain('Job titlebefore Designerafter Senior Designer');
    const word = byRole('button', 'changed');
    expect(describedBy(word)).toBe("BambooHR's value replaces the one in Small Improvements.");
    word.focus();
    await settle();
    expect(byRole('tooltip').hidden).toBe(false);
    await press('Escape');
    expect(byRole('tooltip').hidden).toBe(true);
  });

  it('opens by a click anywhere but on its check box', async () => {
    await openRow(1);
    const button = byRole('button', 'Show changes for Grace Hoffmann');
    const name = document.querySelector<HTMLElement>('.person-name');
    if (name === null) throw new Error('no name');
    await click(name);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    await click(byRole('checkbox', 'Include Grace Hoffmann'));
    expect(button.getAttribute('aria-expanded')).toBe('true');
    await click(name);
    expect(button.getAttribute('aria-expanded')).toBe('false');
  });

  it('shows a choice at once and tells the worker', async () => {
    const { port } = await openRow(1);
    const box = control('checkbox', 'Include Grace Hoffmann');
    expect(box.checked).toBe(true);
    await click(box);
    expect(port.dataOf('chooseRows')).toEqual([
      { planId: 'plan-1', selected: false, rows: { keys: ['e:grace.hoffmann'] } },
    ]);
    expect(control('checkbox', 'Include Grace Hoffmann').checked).toBe(false);
  });

  it('of somebody ignored has no check box, and says why with the remedy', async () => {
    await openRow(4);
    expect(allByRole('checkbox')).toHaveLength(0);
    await click(byRole('button', 'Show changes for Elif Bauer'));
    expect(textOf(document.querySelector('.person-details'))).toContain('Enter a work email in BambooHR.');
  });
});

describe('selection', () => {
  it('of everything shown goes out kind by kind, of hits by key', async () => {
    const port = await openPage(data());
    await click(byRole('button', 'Updated 2'));
    await click(byRole('checkbox', 'Include all shown'));
    expect(port.dataOf('chooseRows')).toEqual([{ planId: 'plan-1', selected: false, rows: { kind: 'update' } }]);
    expect(textOf(document.querySelector('.action-text strong'))).toBe('2 changes selected');
    await type(byRole('searchbox', 'Search people'), 'grace');
    await click(byRole('checkbox', 'Include all shown'));
    expect(port.dataOf('chooseRows')[1]).toEqual({
      planId: 'plan-1',
      selected: true,
      rows: { keys: ['e:grace.hoffmann'] },
    });
  });

  it('of everything shown leaves possible duplicates to be ticked one by one', async () => {
    const twin = aChange({
      kind: 'create',
      name: 'John Smith',
      reason: { code: 'possible-duplicate' },
      selectedByDefault: false,
      selected: false,
    });
    const all = [...changes.map((change) => ({ ...change, selected: false })), twin];
    const port = await openPage({ changes: all, plan: aHeader(all) });
    await click(byRole('checkbox', 'Include all shown'));
    expect(JSON.stringify(port.dataOf('chooseRows'))).not.toContain('john.smith');
    expect(textOf(document.querySelector('.action-text strong'))).toBe('4 changes selected');
    expect(control('checkbox', 'Include all shown').checked).toBe(true);
  });

  it('falls back to the plan when the worker refuses', async () => {
    await openPage(data({ failures: { chooseRows: new AppError('plan-missing') } }));
    await click(byRole('checkbox', 'Include all shown'));
    expect(textOf(byRole('alert'))).toContain('Your choice was not taken over');
    expect(textOf(document.querySelector('.action-text strong'))).toBe('4 changes selected');
  });
});

describe('safety rules', () => {
  it('block the import, with cause and remedy on top', async () => {
    await openPage(data({ plan: aHeader(changes, { guards: [blocked] }) }));
    expect(textOf(byRole('alert'))).toContain('128 accounts would be deactivated. Up to 112 of 225 are allowed.');
    const open = control('button', 'Import…');
    expect(open.disabled).toBe(true);
    expect(describedBy(open)).toBe('Blocked: see above.');
  });

  it('are released by the right number and a reason, once', async () => {
    const port = await openPage(data({ plan: aHeader(changes, { guards: [blocked] }) }));
    await click(byRole('button', 'Override…'));
    expect(byRole('dialog', 'Override the block for this preview?')).toBeDefined();
    await type(byRole('textbox', 'Type the number of people concerned (128)'), '127');
    await click(byRole('button', 'Override'));
    await type(byRole('textbox', 'Type the number of people concerned (128)'), '12x8');
    await click(byRole('button', 'Override'));
    expect(port.dataOf('overrideGuards')).toEqual([]);
    await type(byRole('textbox', 'Type the number of people concerned (128)'), '128 people');
    await type(byRole('textbox', 'Reason'), 'Site closed');
    await click(byRole('button', 'Override'));
    expect(port.dataOf('overrideGuards')).toEqual([
      { planId: 'plan-1', fingerprint: 'f-1', typedCount: 128, reason: 'Site closed' },
    ]);
    expect(allByRole('dialog')).toHaveLength(0);
    expect(control('button', 'Import…').disabled).toBe(false);
  });

  it('that nothing can release offer no override', async () => {
    await openPage(
      data({ plan: aHeader(changes, { guards: [{ id: 'nobody-visible', effect: 'blocks', count: 0 }] }) }),
    );
    expect(byRole('alert')).toBeDefined();
    expect(allByRole('button', 'Override…')).toHaveLength(0);
  });
});

describe('import', () => {
  it('asks first, naming counts and the riskiest rows', async () => {
    const port = await openPage(data());
    await click(byRole('button', 'Import…'));
    const dialog = byRole('dialog', 'Import these changes into Small Improvements?');
    expect(textOf(dialog)).toContain('4 accounts in Acme will change.');
    expect(textOf(dialog)).toContain('Will be deactivated 1Rosa Peters');
    expect(textOf(dialog)).toContain('l@old.example → l@new.example');
    await click(byRole('button', 'Import'));
    expect(port.dataOf('startImport')).toEqual([{ planId: 'plan-1', fingerprint: 'f-1' }]);
    expect(allByRole('dialog')).toHaveLength(0);
  });

  it('says before the first creation that it comes alone and asks a question', async () => {
    await openPage(data());
    await click(byRole('button', 'Import…'));
    expect(textOf(byRole('dialog'))).toContain('One new account first');
    await openPage(data({ facts: { firstCreation: { state: 'answered', mailed: false, atMs: nowMs } } }));
    await click(byRole('button', 'Import…'));
    expect(textOf(byRole('dialog'))).not.toContain('One new account first');
  });

  it('keeps the focus in the dialog, closes on Escape and gives the focus back', async () => {
    await openPage(data());
    const opener = byRole('button', 'Import…');
    opener.focus();
    await click(opener);
    expect(document.activeElement).toBe(byRole('button', 'Cancel'));
    byRole('button', 'Import').focus();
    await press('Tab');
    expect(byRole('dialog').contains(document.activeElement)).toBe(true);
    expect(document.activeElement).not.toBe(byRole('button', 'Import'));
    await press('Tab', { shiftKey: true });
    expect(document.activeElement).toBe(byRole('button', 'Import'));
    await press('Escape');
    expect(allByRole('dialog')).toHaveLength(0);
    expect(document.activeElement).toBe(opener);
  });

  it('keeps the dialog with the error when the worker refuses', async () => {
    await openPage(data({ failures: { startImport: new AppError('plan-changed') } }));
    await click(byRole('button', 'Import…'));
    await click(byRole('button', 'Import'));
    expect(textOf(byRole('alert'))).toContain('The preview changed in the meantime.');
  });

  it('shows progress and can be cancelled', async () => {
    const activity = {
      kind: 'import',
      trigger: 'manual',
      phase: 'writing',
      done: 18,
      total: 45,
      startedAtMs: nowMs,
      beatMs: nowMs,
      runId,
    } as const;
    const port = await openPage(data({ state: { activity } }));
    const bar = byRole('progressbar', 'Import in progress');
    expect(bar.getAttribute('aria-valuenow')).toBe('18');
    expect(bar.getAttribute('aria-valuetext')).toBe('Writing to Small Improvements, 18 of 45');
    await click(byRole('button', 'Cancel import'));
    expect(port.dataOf('cancelImport')).toEqual([null]);
    expect(allByRole('button', 'Import…')).toHaveLength(0);
  });

  it('ends with counts and failures first, also after closing and opening', async () => {
    const people = [
      aRunPerson({ name: 'Grace Hoffmann' }),
      aRunPerson({ name: 'Rosa Peters', index: 1, outcome: 'skipped', skip: 'waits-for', skipName: 'Noah Rossi' }),
      aRunPerson({
        name: 'Noah Rossi',
        index: 2,
        outcome: 'failed',
        error: { code: 'si-rejected', context: { status: 422 } },
      }),
    ];
    const run = aRun({ counts: { confirmed: 1, failed: 1, skipped: 1, unknown: 0, pending: 0 } });
    const port = await openPage(data({ plan: aHeader(changes, { runId }), runs: [run], people }));
    expect(textOf(byRole('status'))).toBe('Imported 1, failed 1, skipped 1');
    expect([...document.querySelectorAll('.problem strong')].map(textOf)).toEqual(['Noah Rossi', 'Rosa Peters']);
    expect(describedBy(byRole('button', 'Import…'))).toBe('This preview was imported. Refresh it to see what is left.');
    await click(byRole('button', 'Refresh preview'));
    expect(port.dataOf('refreshPreview')).toEqual([null]);
    expect(textOf(byRole('status'))).toBe('');
  });

  it('tries again whom it did not get through, and nobody else', async () => {
    const people = [
      aRunPerson({ name: 'Grace Hoffmann' }),
      aRunPerson({ name: 'Rosa Peters', index: 1, outcome: 'skipped', skip: 'changed-since' }),
      aRunPerson({ name: 'Elif Bauer', index: 2, outcome: 'skipped', skip: 'needs-answer' }),
      aRunPerson({ name: 'Amélie Bauer', index: 3, outcome: 'skipped', skip: 'already-so' }),
      aRunPerson({ name: 'Noah Rossi', index: 4, outcome: 'failed' }),
    ];
    const run = aRun({ counts: { confirmed: 1, failed: 1, skipped: 3, unknown: 0, pending: 0 } });
    const port = await openPage(data({ plan: aHeader(changes, { runId }), runs: [run], people }));
    await click(byRole('button', 'Try these again'));
    expect(port.dataOf('refreshPreview')).toEqual([{ only: ['e:Noah Rossi', 'e:Rosa Peters'] }]);

    await openPage(data({ plan: aHeader(changes, { retry: { asked: 2, setAside: ['e:x'] } }) }));
    await late();
    expect(textOf(byRole('group', /This preview tries 2 people again/))).toContain('Everybody else is left out');
  });

  it('offers no second try of what no preview can bring back', async () => {
    const people = [aRunPerson({ name: 'Noah Rossi', outcome: 'failed' })];
    const counts = { confirmed: 0, failed: 1, skipped: 0, unknown: 0, pending: 0 };
    await openPage(data({ plan: aHeader(changes, { runId }), runs: [aRun({ counts, task: 'employee-ids' })], people }));
    expect(textOf(byRole('status'))).toBe('Imported 0, failed 1, skipped 0');
    expect(allByRole('button', 'Try these again')).toEqual([]);
  });

  it('appears when the work ends while the page is open', async () => {
    const activity = {
      kind: 'import',
      trigger: 'manual',
      phase: 'writing',
      done: 1,
      total: 4,
      startedAtMs: nowMs,
      beatMs: nowMs,
      runId,
    } as const;
    const port = await openPage(data({ state: { activity }, runs: [aRun({ state: 'running' })] }));
    expect(textOf(byRole('status'))).toBe('');
    port.data.runs = [aRun({ counts: { confirmed: 4, failed: 0, skipped: 0, unknown: 0, pending: 0 } })];
    port.data.state = { ...port.data.state, activity: { kind: 'idle' } };
    port.announce('activity');
    await settle();
    expect(textOf(byRole('status'))).toBe('Imported 4, failed 0, skipped 0');
  });
});

describe('states', () => {
  it('says when everything is in step', async () => {
    const same = [aChange({ kind: 'unchanged', name: 'Felix Tanaka' })];
    await openPage({ changes: same, plan: aHeader(same) });
    expect(byRole('heading', 'Everything is in step')).toBeDefined();
    expect(describedBy(byRole('button', 'Import…'))).toBe('Nothing is selected.');
  });

  it.each<[string, Partial<PlanHeader>]>([
    ['the import is blocked', { guards: [{ id: 'nobody-visible', effect: 'blocks', count: 0 }] }],
    ['fields are held back', { heldBack: 1 }],
    ['rows could not be read', { issues: [{ side: 'bamboo', row: 16, reason: 'missing-id' }] }],
  ])('does not say that everything is in step where %s', async (_, part) => {
    const same = [aChange({ kind: 'unchanged', name: 'Felix Tanaka' })];
    await openPage({ changes: same, plan: aHeader(same, part) });
    expect(textOf(document.querySelector('.list-count'))).toBe('1 person');
    expect(allByRole('heading', 'Everything is in step')).toEqual([]);
  });

  it('does not say that everything is in step of rows that are only some of them', async () => {
    const same = ['Felix Tanaka', 'Eva Lind'].map((name) => aChange({ kind: 'unchanged', name }));
    const since = { appeared: ['e:eva.lind'], different: [], gone: [], previousAtMs: nowMs - 3_600_000 };
    await openPage({ changes: same, plan: aHeader(same, { since }) });
    expect(byRole('heading', 'Everything is in step')).toBeDefined();
    await click(byRole('button', 'Show only these'));
    expect(allByRole('heading', 'Everything is in step')).toEqual([]);
    await click(byRole('button', 'Show only these'));
    await type(byRole('searchbox', 'Search people'), 'felix');
    expect(allByRole('heading', 'Everything is in step')).toEqual([]);
  });

  it('says when there is no preview yet', async () => {
    await openPage();
    expect(byRole('heading', 'No preview yet')).toBeDefined();
    expect(byRole('button', 'Refresh preview')).toBeDefined();
  });

  it('refuses an old preview before the worker does', async () => {
    await openPage(data({ plan: aHeader(changes, { takenAtMs: nowMs - 25 * 3_600_000 }) }));
    expect(describedBy(byRole('button', 'Import…'))).toBe('This preview is older than a day. Please refresh it.');
  });

  it('shows why the last preview failed, beside the one before it', async () => {
    await openPage(
      data({
        state: { 'preview-error': { error: { code: 'bamboo-not-json', context: { status: 200 } }, atMs: nowMs } },
      }),
    );
    expect(textOf(byRole('alert'))).toContain('The last preview failed');
    expect(textOf(byRole('alert'))).toContain('What you see below is the preview before it.');
  });

  it('lists rows that could not be read', async () => {
    const issues = [{ side: 'bamboo', row: 16, id: '4711', reason: 'missing-id' } as const];
    await openPage(data({ plan: aHeader(changes, { issues, heldBack: 2 }) }));
    expect(textOf(document.querySelector('.issues'))).toContain('1 row could not be read');
    expect(textOf(document.querySelector('.issues'))).toContain('BambooHR, Row 17 (4711): has no ID');
    expect(textOf(document.querySelector('.held-back'))).toContain('2 fields are held back.');
  });

  it('reads the plan anew when the worker announces another', async () => {
    const port = await openPage(data());
    const fewer = changes.slice(0, 2);
    port.data.changes = fewer;
    port.data.plan = aHeader(fewer);
    port.announce('plan');
    await settle();
    expect(byRole('button', 'Updated 1')).toBeDefined();
    expect(textOf(document.querySelector('.list-count'))).toBe('2 people');
  });
});
