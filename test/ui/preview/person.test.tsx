// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { EmployeeId } from '../../../src/domain/ids.ts';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { ChangeDetails } from '../../../src/ui/preview/change-details.tsx';
import { PersonDialog } from '../../../src/ui/preview/import/person-dialog.tsx';
import { toPlanRow } from '../../../src/ui/preview/plan-row.ts';
import { aChange, aHeader } from '../builders.ts';
import { allByRole, byRole, control, textOf } from '../by-role.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, settle, show } from '../page.tsx';

afterEach(() => {
  closePage();
  location.hash = '';
});

const changes = [
  aChange({ kind: 'update', name: 'Grace Hoffmann', employeeId: '41' as EmployeeId }),
  aChange({ kind: 'update', name: 'Łukasz Müller', employeeId: '141' as EmployeeId }),
  aChange({ kind: 'unchanged', name: 'Felix Tanaka', employeeId: '7' as EmployeeId }),
];
const plan = aHeader(changes);

async function follow(hash: string): Promise<void> {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
  await settle();
  await late();
}

describe('an address that names a person', () => {
  it('opens the preview with the list narrowed to them', async () => {
    location.hash = '#person=41';
    await openPage({ changes, plan });
    await late();
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');
    expect(control('searchbox', 'Search people').value).toBe('Grace Hoffmann');
    expect(textOf(document.querySelector('.list-count'))).toBe('1 person');
    expect(allByRole('alert')).toEqual([]);
  });

  it('is followed by a page that is open already, whatever it shows', async () => {
    await openPage({ changes, plan }, 'health');
    await follow('#person=7');
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');
    expect(control('searchbox', 'Search people').value).toBe('Felix Tanaka');
    await follow('#person=141');
    expect(control('searchbox', 'Search people').value).toBe('Łukasz Müller');
  });

  it('says that nobody is known yet, and finds the person once there is a preview', async () => {
    location.hash = '#person=41';
    const port = await openPage();
    await late();
    expect(textOf(byRole('alert'))).toContain('There is no preview yet');
    expect(byRole('button', 'Refresh preview')).toBeDefined();
    port.data.changes = changes;
    port.data.plan = plan;
    port.data.state = { ...port.data.state, 'current-plan': { planId: plan.id } };
    port.announce('plan');
    await late();
    expect(allByRole('alert')).toEqual([]);
    expect(control('searchbox', 'Search people').value).toBe('Grace Hoffmann');
  });

  it('says that the preview does not name them, until that is put away', async () => {
    location.hash = '#person=4';
    await openPage({ changes, plan });
    await late();
    expect(textOf(byRole('alert'))).toContain('This person is not in the preview');
    expect(textOf(document.querySelector('.list-count'))).toBe('3 people');
    await click(byRole('button', 'Dismiss'));
    expect(allByRole('alert')).toEqual([]);
  });

  it('is left alone when it names nobody', async () => {
    location.hash = '#person=4%27or';
    await openPage({ changes, plan });
    await late();
    expect(allByRole('alert')).toEqual([]);
    expect(control('searchbox', 'Search people').value).toBe('');
  });
});

describe('"Sync this person now"', () => {
  const rowOf = (index: number) => toPlanRow(changes[index] ?? aChange({ kind: 'update', name: 'Nobody' }), index);

  async function open(data: Partial<FakeData>, index = 0) {
    const port = createFakePort(data);
    const ui = createUiModel(port);
    await settle();
    await show(
      <>
        <ChangeDetails ui={ui} row={rowOf(index)} />
        {ui.imports.dialog.value}
      </>,
    );
    await settle();
    return { port, ui };
  }

  it('asks first, naming the person and the changes, then imports this row alone', async () => {
    const { port, ui } = await open({ changes, plan });
    await click(byRole('button', 'Sync this person now'));
    expect(ui.imports.dialog.value).toBe('person');
    expect(port.dataOf('startImport')).toEqual([]);
    await show(<PersonDialog ui={ui} />);
    await settle();
    const dialog = byRole('dialog');
    expect(textOf(dialog)).toContain('Sync Grace Hoffmann now?');
    expect(textOf(dialog)).toContain('Senior Designer');
    expect(textOf(dialog)).not.toContain('Müller');
    await click(byRole('button', 'Sync now'));
    expect(port.dataOf('startImport')).toEqual([{ planId: plan.id, fingerprint: 'f-1', only: 'e:grace.hoffmann' }]);
    expect(ui.imports.dialog.value).toBeUndefined();
    ui.dispose();
  });

  it('is not offered where nothing is written, and off while it cannot be', async () => {
    const unchanged = await open({ changes, plan }, 2);
    expect(allByRole('button', 'Sync this person now')).toEqual([]);
    unchanged.ui.dispose();
    const used = await open({ changes, plan: aHeader(changes, { runId: 'run-0' as never }) });
    expect(control('button', 'Sync this person now').disabled).toBe(true);
    used.ui.dispose();
  });

  it('cannot be confirmed against a safety rule that speaks for one person too', async () => {
    const basis = { ...plan.basis, ownSync: true };
    const { ui } = await open({ changes, plan: aHeader(changes, { basis }) });
    await click(byRole('button', 'Sync this person now'));
    await show(<PersonDialog ui={ui} />);
    await settle();
    expect(textOf(byRole('alert'))).toContain('A safety rule does not allow this');
    expect(control('button', 'Sync now').disabled).toBe(true);
    ui.dispose();
  });
});
