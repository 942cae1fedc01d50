// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { aChange, aHeader, aRun, aStatus, nowMs } from '../builders.ts';
import { allByRole, byRole, control, textOf } from '../by-role.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';
import { ChangeRow } from '../../../src/ui/preview/change-row.tsx';
import { DetailsPane } from '../../../src/ui/preview/details-pane.tsx';
import { click, closePage, openPage, press, settle, show, type } from '../page.tsx';

afterEach(closePage);

const changes = [
  aChange({ kind: 'unchanged', name: 'Åsa Öberg', department: 'Finance' }),
  aChange({ kind: 'update', name: 'Zoe Adams', department: undefined }),
  aChange({ kind: 'update', name: 'Bea Smith', department: 'Design' }),
  aChange({ kind: 'create', name: 'Carl Young', department: 'Design' }),
];
const plan = aHeader(changes);
const since = {
  appeared: ['e:carl.young'],
  different: ['e:zoe.adams'],
  gone: ['e:old', 'e:older'],
  previousAtMs: nowMs - 3_600_000,
};

function data(part: Partial<typeof plan>): Partial<FakeData> {
  return { changes, plan: { ...plan, ...part } };
}

describe('what changed since the last preview', () => {
  it('is counted, and can be all that is shown', async () => {
    await openPage(data({ since }));
    expect(textOf(document.querySelector('.since'))).toBe(
      'Since Nov 22, 2026, 8:44 AM: 1 new, 1 different, 2 goneShow only these',
    );
    const only = byRole('button', 'Show only these');
    await click(only);
    expect(only.getAttribute('aria-pressed')).toBe('true');
    expect(textOf(document.querySelector('.list-count'))).toBe('2 people');
    await click(only);
    expect(textOf(document.querySelector('.list-count'))).toBe('4 people');
  });

  it('is told in few words when it is nothing, and not at all the first time', async () => {
    await openPage(data({ since: { ...since, appeared: [], different: [], gone: [] } }));
    expect(textOf(document.querySelector('.since'))).toBe(
      'Nothing changed since the preview of Nov 22, 2026, 8:44 AM.',
    );
    expect(allByRole('button', 'Show only these')).toHaveLength(0);
    await openPage(data({}));
    expect(document.querySelector('.since')).toBeNull();
  });

  it('marks the rows, and lets go of the filter when the next preview has none', async () => {
    const port = createFakePort(data({ since }));
    const ui = createUiModel(port);
    await settle();
    expect(changes.map((change) => ui.preview.sinceMark(change.key))).toEqual([
      undefined,
      'different',
      undefined,
      'new',
    ]);
    ui.preview.toggleOnly('since');
    expect(ui.preview.shown.value?.map((row) => row.name)).toEqual(['Carl Young', 'Zoe Adams']);
    port.data.plan = plan;
    await ui.plan.load();
    expect(ui.preview.shown.value).toHaveLength(4);
    ui.dispose();
  });
});

describe('fields that are held back', () => {
  const held = { field: 'supervisor', state: 'held-back', before: null, after: '7' } as const;
  const waits = aChange({ kind: 'update', name: 'Eva Lind', fields: [held] });

  it('lead to the rows they are in', async () => {
    const all = [...changes, waits];
    await openPage({ changes: all, plan: { ...aHeader(all), heldBack: 1 } });
    const only = byRole('button', 'Show these rows');
    await click(only);
    expect(only.getAttribute('aria-pressed')).toBe('true');
    expect(textOf(document.querySelector('.list-count'))).toBe('1 person');
    await click(only);
    expect(textOf(document.querySelector('.list-count'))).toBe('5 people');
  });

  it('and rows that changed are ticked together without anybody who is not shown', async () => {
    const all = [...changes, waits];
    const narrowed = [
      ['Show these rows', { heldBack: 1 }, ['e:eva.lind']],
      ['Show only these', { since }, ['e:carl.young', 'e:zoe.adams']],
    ] as const;
    for (const [button, part, keys] of narrowed) {
      const port = await openPage({ changes: all, plan: aHeader(all, part) });
      await click(byRole('button', button));
      for (const _ of ['out', 'in again']) await click(byRole('checkbox', 'Include all shown'));
      expect(port.dataOf('chooseRows')).toEqual(
        [false, true].map((selected) => ({ planId: 'plan-1', selected, rows: { keys } })),
      );
    }
  });
});

describe('the order of the list', () => {
  it('is by kind, name or department', async () => {
    const ui = createUiModel(createFakePort(data({})));
    await settle();
    const names = () => ui.preview.shown.value?.map((row) => row.name.split(' ')[0]);
    expect(names()).toEqual(['Carl', 'Bea', 'Zoe', 'Åsa']);
    ui.preview.setSort('name');
    expect(names()).toEqual(['Åsa', 'Bea', 'Carl', 'Zoe']);
    ui.preview.setSort('department');
    expect(names()).toEqual(['Bea', 'Carl', 'Åsa', 'Zoe']);
    ui.dispose();
  });

  it('is chosen in a box named for it', async () => {
    await openPage(data({}));
    expect([...control('combobox', 'Sort by').querySelectorAll('option')].map(textOf)).toEqual([
      'By kind',
      'By name',
      'By department',
    ]);
  });
});

describe('"Store employee IDs"', () => {
  const basis = { ...plan.basis, idsToStore: 31 };

  it('asks first, then runs and ends like an import', async () => {
    const port = await openPage({
      ...data({ basis }),
      runs: [aRun({ counts: { confirmed: 31, failed: 0, skipped: 0, unknown: 0, pending: 0 } })],
    });
    await click(byRole('button', 'Store employee IDs (31)'));
    const dialog = byRole('dialog', 'Store employee IDs in Small Improvements?');
    expect(textOf(dialog)).toContain('31 accounts in Acme differ only in employee ID or hire date.');
    expect(port.dataOf('storeEmployeeIds')).toEqual([]);
    await click(byRole('button', 'Store'));
    expect(port.dataOf('storeEmployeeIds')).toEqual([{ planId: 'plan-1', fingerprint: 'f-1' }]);
    expect(allByRole('dialog')).toHaveLength(0);
    expect(textOf(byRole('status'))).toBe('Imported 31, failed 0, skipped 0');
    expect(allByRole('button', 'Store employee IDs (31)')).toHaveLength(0);
  });

  it('says how many IDs are replaced, and asks for the number where they are many', async () => {
    await openPage(data({ basis: { ...basis, idsToReplace: 4, matchedActive: 60 } }));
    await click(byRole('button', 'Store employee IDs (31)'));
    expect(textOf(byRole('dialog'))).toContain('4 of them carry another employee ID now.');
    expect(allByRole('textbox', /Type the number/)).toHaveLength(0);

    const port = await openPage(data({ basis: { ...basis, idsToReplace: 12, matchedActive: 60 } }));
    await click(byRole('button', 'Store employee IDs (31)'));
    const number = byRole('textbox', 'Type the number of IDs to replace (12)');
    for (const wrong of ['', '31', '1x2']) {
      await type(number, wrong);
      await click(byRole('button', 'Store'));
      expect(textOf(byRole('dialog'))).toContain('The number is not 12.');
    }
    expect(port.dataOf('storeEmployeeIds')).toEqual([]);
    await type(number, '12');
    await click(byRole('button', 'Store'));
    expect(port.dataOf('storeEmployeeIds')).toEqual([{ planId: 'plan-1', fingerprint: 'f-1', typedCount: 12 }]);
  });

  it('keeps the dialog with the error when the worker refuses', async () => {
    await openPage({ ...data({ basis }), failures: { storeEmployeeIds: new AppError('plan-changed') } });
    await click(byRole('button', 'Store employee IDs (31)'));
    await click(byRole('button', 'Store'));
    expect(textOf(byRole('alert'))).toContain('The preview changed in the meantime.');
  });

  it('is offered only where there are any', async () => {
    await openPage(data({}));
    expect(allByRole('button', /Store employee IDs/)).toHaveLength(0);
  });
});

describe('the head count', () => {
  it('is compared with the people the key sees', async () => {
    await openPage(data({}));
    expect(textOf(document.querySelector('.head-count'))).toBe('The key sees 4 of 250 people.');
    const settings = { ...aStatus().settings, headCount: 4 };
    await openPage({ ...data({}), status: aStatus({ settings }) });
    expect(document.querySelector('.head-count')).toBeNull();
    await openPage({ ...data({}), status: aStatus({ settings: { ...settings, headCount: 3 } }) });
    expect(textOf(document.querySelector('.head-count'))).toBe('The key sees 4 people; 3 were expected.');
  });
});

describe('a wide tab', () => {
  it('shows one person beside the list, gives the focus to the details and back to the row', async () => {
    const ui = createUiModel(createFakePort(data({})));
    await settle();
    const rows = ui.plan.rows.value ?? [];
    const Page = () => (
      <>
        {rows.map((row) => (
          <ChangeRow key={row.key} ui={ui} row={row} wide />
        ))}
        <DetailsPane ui={ui} />
      </>
    );
    await show(<Page />);
    expect(textOf(document.querySelector('aside'))).toBe('Open a person to see what would change and why.');
    await click(byRole('button', 'Show changes for Bea Smith'));
    await click(byRole('button', 'Show changes for Zoe Adams'));
    expect(byRole('button', 'Show changes for Bea Smith').getAttribute('aria-expanded')).toBe('false');
    expect(byRole('button', 'Show changes for Zoe Adams').getAttribute('aria-controls')).toBe('details-pane');
    expect(document.activeElement).toBe(byRole('heading', 'Zoe Adams'));
    expect(textOf(document.querySelector('aside'))).toContain('before Designer');
    await press('Escape');
    expect(document.activeElement).toBe(byRole('button', 'Show changes for Zoe Adams'));
    expect(allByRole('heading', 'Zoe Adams')).toHaveLength(0);
    ui.dispose();
  });
});
