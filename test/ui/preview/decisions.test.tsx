// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import type { EmployeeId, SiUserId } from '../../../src/domain/ids.ts';
import type { Change, PersonRef } from '../../../src/domain/change.ts';
import { offersFor } from '../../../src/ui/preview/decisions/offers.ts';
import { toPlanRow } from '../../../src/ui/preview/plan-row.ts';
import { aChange, aConnection, aHeader, nowMs, pair } from '../builders.ts';
import { allByRole, byRole, control, describedBy, textOf } from '../by-role.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, settle, show, type } from '../page.tsx';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { ChangeDetails } from '../../../src/ui/preview/change-details.tsx';
import { ChangeRow } from '../../../src/ui/preview/change-row.tsx';
import { ImportBar } from '../../../src/ui/preview/import/import-bar.tsx';

afterEach(closePage);

const connection = aConnection();
const account: PersonRef = { name: 'Noah A. Rossi', siUserId: 'si-old' as SiUserId };
const newcomer = aChange({
  kind: 'create',
  name: 'Noah Rossi',
  key: 'e:7',
  employeeId: '7' as EmployeeId,
  reason: { code: 'possible-duplicate', people: [account] },
  selected: false,
  selectedByDefault: false,
});
const old = aChange({
  kind: 'only-in-si',
  name: 'Noah A. Rossi',
  key: 's:si-old',
  employeeId: undefined,
  siUserId: 'si-old' as SiUserId,
  match: undefined,
  email: 'noah@contractor.example',
  department: 'Finance',
  accountActive: true,
  reason: { code: 'possible-duplicate', people: [{ name: 'Noah Rossi', employeeId: '7' as EmployeeId }] },
});
const leaver = aChange({ kind: 'deactivate', name: 'Rosa Peters', reason: { code: 'inactive-in-bamboo' } });
const held = aChange({
  kind: 'deactivate',
  name: 'Rosa Peters',
  reason: { code: 'protected' },
  protectedAs: 'admin',
  selectedByDefault: false,
  selected: false,
});

function data(changes: readonly Change[], part: Partial<FakeData> = {}): Partial<FakeData> {
  return {
    changes,
    plan: aHeader(changes),
    state: { connection, 'current-plan': { planId: aHeader(changes).id } },
    ...part,
  };
}

async function openDetails(change: Change, changes: readonly Change[], part: Partial<FakeData> = {}) {
  const port = createFakePort(data(changes, part));
  const ui = createUiModel(port);
  await settle();
  const row = ui.plan.rows.value?.find((one) => one.key === change.key) ?? toPlanRow(change, 0);
  const Page = () => (
    <>
      <ChangeDetails ui={ui} row={row} />
      <ImportBar ui={ui} />
    </>
  );
  await show(<Page />);
  return port;
}

const names = (change: Change) =>
  offersFor(change).map((offer) =>
    'decision' in offer ? JSON.stringify(offer.decision) : 'id' in offer ? offer.id : `${offer.act} ${offer.siUserId}`,
  );

describe('a field edited in Small Improvements', () => {
  const field = { field: 'jobTitle', state: 'change', before: 'Chef', after: 'Cook' } as const;
  const edited = aChange({ kind: 'update', name: 'Ann Lee', fields: [{ ...field, note: { code: 'edited-in-si' } }] });
  const kept = aChange({
    kind: 'unchanged',
    name: 'Ann Lee',
    fields: [{ ...field, state: 'held-back', note: { code: 'kept-in-si' } }],
  });

  it('is said so, and can be left to Small Improvements', async () => {
    const port = await openDetails(edited, [edited]);
    expect(textOf(byRole('list', 'Show changes for Ann Lee'))).toContain(
      'Edited in Small Improvements since the last import.',
    );
    await click(byRole('button', "Keep Small Improvements' value: Job title"));
    expect(port.dataOf('decide').map(({ decision }) => decision)).toEqual([
      { kind: 'keep', employeeId: edited.employeeId, field: 'jobTitle' },
    ]);
    expect(textOf(document.querySelector('.decided'))).toContain('Left to Small Improvements');
  });

  it('is left to BambooHR again', async () => {
    const port = await openDetails(kept, [kept]);
    await click(byRole('button', 'Let BambooHR lead again: Job title'));
    expect(port.dataOf('undecide')).toEqual([{ id: `keep:${kept.employeeId}:jobTitle` }]);
  });
});

describe('a possible duplicate', () => {
  it('is linked in place, told apart by email, and waits for the next preview', async () => {
    const port = await openDetails(newcomer, [newcomer, old]);
    const link = byRole('button', 'Link to Noah A. Rossi');
    expect(describedBy(link)).toBe('noah@contractor.example · Finance');
    expect(byRole('group', 'Decide about Noah Rossi')).toBeDefined();
    expect(allByRole('button', 'Create anyway')).toHaveLength(1);
    expect(allByRole('button', 'Ignore')).toHaveLength(1);
    await click(link);
    expect(port.dataOf('decide')).toEqual([
      { decision: { kind: 'pin', employeeId: '7', siUserId: 'si-old' }, name: 'Noah Rossi ↔ Noah A. Rossi' },
    ]);
    expect(textOf(document.querySelector('.decided'))).toContain(
      'Decided: Link to Noah A. Rossi. Refresh the preview to apply it.',
    );
    expect(document.activeElement).toBe(byRole('button', 'Undo'));
    expect(control('button', 'Import…').disabled).toBe(true);
    expect(describedBy(byRole('button', 'Import…'))).toBe('Refresh the preview first, so that your decisions count.');
    await click(byRole('button', 'Refresh to apply'));
    expect(port.dataOf('refreshPreview')).toEqual([null]);
  });

  it('of several with one name is told apart by the number as well', async () => {
    const twin = { name: account.name, siUserId: 'si-twin' as SiUserId };
    const row = { ...newcomer, reason: { code: 'possible-duplicate', people: [account, twin] } } as const;
    await openDetails(row, [row, old]);
    expect(allByRole('button', 'Link to Noah A. Rossi').map(describedBy)).toEqual([
      'Small Improvements si-old · noah@contractor.example · Finance',
      'Small Improvements si-twin',
    ]);
  });

  it('can be undone before the next preview', async () => {
    const port = await openDetails(newcomer, [newcomer, old]);
    await click(byRole('button', 'Create anyway'));
    await click(byRole('button', 'Undo'));
    expect(port.dataOf('undecide')).toEqual([{ id: 'create-anyway:7' }]);
    expect(byRole('button', 'Create anyway')).toBeDefined();
    expect(allByRole('button', 'Refresh to apply')).toHaveLength(0);
  });

  it('is linked from the account as well', async () => {
    const port = await openDetails(old, [newcomer, old]);
    expect(textOf(document.body)).toContain(
      'Somebody without account in BambooHR has the same name or email, or this ID but for leading zeros.',
    );
    await click(byRole('button', 'Link to Noah Rossi'));
    expect(port.dataOf('decide')[0]?.decision).toEqual({ kind: 'pin', employeeId: '7', siUserId: 'si-old' });
  });

  it('shows the records side by side, marking what they share', async () => {
    const records = [
      {
        side: 'bamboo',
        id: '7',
        name: 'Noah Rossi',
        active: true,
        workEmail: 'n@acme.example',
        hireDate: '2024-01-02',
      },
      { side: 'si', id: 'si-old', name: 'Noah A. Rossi', active: false, workEmail: 'N@acme.example' },
    ] as const;
    await openDetails({ ...newcomer, records }, [{ ...newcomer, records }, old]);
    const table = byRole('group', /^Records to compare/);
    expect([...table.querySelectorAll('th[scope=col]')].map(textOf)).toEqual([
      'Noah RossiBambooHR 7',
      'Noah A. RossiSmall Improvements si-old',
    ]);
    expect([...table.querySelectorAll('tbody tr')].map(textOf)).toEqual([
      'Statusactiveinactive',
      'Work emailn@acme.exampleN@acme.example',
      'Hire date2024-01-02–',
    ]);
    expect([...table.querySelectorAll('mark')].map(textOf)).toEqual(['n@acme.example', 'N@acme.example']);
  });

  it('keeps its buttons and says why when the worker refuses', async () => {
    await openDetails(newcomer, [newcomer, old], { failures: { decide: new AppError('preview-needed') } });
    await click(byRole('button', 'Ignore'));
    expect(textOf(byRole('alert'))).toContain('Automatic imports need a preview that was seen.');
    expect(byRole('button', 'Ignore')).toBeDefined();
  });
});

describe('what can be decided', () => {
  const employeeId = '9' as EmployeeId;
  const conflict = (reason: NonNullable<Change['reason']>) =>
    aChange({
      kind: 'conflict',
      name: 'Elif Bauer',
      key: 'e:9',
      employeeId,
      siUserId: undefined,
      match: undefined,
      reason,
    });
  const ignore = '{"kind":"ignore","employeeId":"9"}';

  it('about a conflict between accounts is to which the person belongs', () => {
    const people = ['si-a', 'si-b'].map((id) => ({ name: 'Elif Bauer', siUserId: id as SiUserId }));
    const torn = conflict({ code: 'duplicate-email-si', people });
    expect(names(torn)).toEqual([
      '{"kind":"pin","employeeId":"9","siUserId":"si-a"}',
      '{"kind":"pin","employeeId":"9","siUserId":"si-b"}',
      ignore,
    ]);
  });

  it('about a re-link is the account in question, which the reason names with the other employee', () => {
    const other = { name: 'Elif B.', employeeId: '4' as EmployeeId, siUserId: 'si-question' as SiUserId };
    const torn = conflict({ code: 'email-of-other-id', people: [other], relink: true });
    expect(names(torn)).toEqual(['{"kind":"pin","employeeId":"9","siUserId":"si-question"}', ignore]);
  });

  it('about an account in doubt is to link it, never the account of the employees beside it', () => {
    const stranger = { name: 'Walter Brown', siUserId: 'si-stranger' as SiUserId };
    const other = { name: 'Elif B.', employeeId: '4' as EmployeeId };
    const link = '{"kind":"pin","employeeId":"9","siUserId":"si-stranger"}';
    for (const code of ['recycled-id', 'recycled-email'] as const)
      expect(names(conflict({ code, people: [stranger] }))).toEqual([link, ignore]);
    for (const code of ['user-claimed-twice', 'email-of-other-id'] as const) {
      expect(names(conflict({ code, people: [other, stranger] }))).toEqual([link, ignore]);
      expect(names(conflict({ code, people: [other, stranger], relink: true }))).toEqual([link, ignore]);
    }
    const owned = { ...other, siUserId: 'si-own' as SiUserId };
    expect(names(conflict({ code: 'user-claimed-twice', people: [owned] }))).toEqual([ignore]);
  });

  it('about a conflict with somebody at work is only to ignore it', () => {
    const other = { name: 'Elif B.', employeeId: '4' as EmployeeId, siUserId: 'si-own' as SiUserId };
    for (const code of ['email-of-linked-user', 'duplicate-email-bamboo', 'email-ring'] as const) {
      const torn = conflict({ code, people: [other] });
      expect(names(torn)).toEqual([ignore]);
    }
  });

  it('about a fixed match, an exclusion and a protection is to take it back', () => {
    const pinned = aChange({ kind: 'unchanged', name: 'A', key: 'e:9', employeeId, match: { by: 'pin' } });
    expect(names(pinned)).toEqual(['pin:9', ignore]);
    const excluded = aChange({ kind: 'ignored', name: 'A', key: 'e:9', employeeId, reason: { code: 'excluded' } });
    expect(names(excluded)).toEqual(['ignore:9']);
    const listed = { ...held, protectedAs: 'listed' as const };
    const excludes = '{"kind":"ignore","employeeId":"rosa.peters"}';
    expect(names(listed)).toEqual([`release ${held.siUserId}`, `protect:${held.siUserId}`, excludes]);
    expect(names(held)).toEqual([`release ${held.siUserId}`, excludes]);
    expect(names({ ...leaver, protectedAs: 'admin' })).toEqual([`deactivate:${held.siUserId}`, excludes]);
    expect(names({ ...held, protectedAs: 'acting-admin' })).toEqual([excludes]);
  });

  it('about somebody the key does not see is nothing', () => {
    expect(names(aChange({ kind: 'ignored', name: '#9', key: 'e:9', reason: { code: 'not-visible' } }))).toEqual([]);
  });

  it('about a leaver is to protect the account', async () => {
    const port = await openDetails(leaver, [leaver]);
    await click(byRole('button', 'Protect from deactivation'));
    expect(port.dataOf('decide')).toEqual([
      { decision: { kind: 'protect', siUserId: leaver.siUserId }, name: 'Rosa Peters' },
    ]);
  });
});

describe('a protected leaver', () => {
  const ask = async (typed: string) => {
    await click(byRole('button', 'Deactivate…'));
    await type(byRole('textbox', "Type the person's name (Rosa Peters)"), typed);
    await click(byRole('button', 'Deactivate with the next import'));
  };

  it('is deactivated only by typing the name, and then with the next preview', async () => {
    const port = await openDetails(held, [held]);
    await ask('Rosa');
    expect(textOf(byRole('dialog'))).toContain('The name is not “Rosa Peters”.');
    expect(port.dataOf('decide')).toEqual([]);
    await type(byRole('textbox', "Type the person's name (Rosa Peters)"), 'rosa peters');
    await click(byRole('button', 'Deactivate with the next import'));
    expect(port.dataOf('decide')).toEqual([
      { decision: { kind: 'deactivate', siUserId: held.siUserId, typedName: 'rosa peters' }, name: 'Rosa Peters' },
    ]);
    expect(allByRole('dialog')).toEqual([]);
    expect(textOf(document.querySelector('.decided'))).toContain('Decided: Deactivated although protected.');
    expect(control('button', 'Import…').disabled).toBe(true);
  });

  it('cannot be ticked before', async () => {
    const ticks = async (change: Change) => {
      const ui = createUiModel(createFakePort(data([change])));
      await settle();
      await show(<ChangeRow ui={ui} row={toPlanRow(change, 0)} />);
      ui.selection.chooseKinds(['deactivate'], true);
      return [allByRole('checkbox', 'Include Rosa Peters').length, ui.preview.selectedRows.value.length];
    };
    expect(await ticks(held)).toEqual([0, 0]);
    expect(await ticks(leaver)).toEqual([1, 1]);
  });

  it('is reminded of in Health, where it can be decided and undone', async () => {
    const port = await openPage(data([held, leaver]), 'health');
    expect(textOf(byRole('list', 'Leavers whose accounts are protected'))).toContain(
      'Rosa Petersrosa.peters@acme.example · This is an administrator of Small Improvements.',
    );
    await ask(' Rosa  Peters ');
    await click(byRole('button', 'Undo'));
    expect(port.dataOf('undecide')).toEqual([{ id: `deactivate:${held.siUserId}` }]);
    await ask('Rosa Peters');
    await click(byRole('button', 'Refresh to apply'));
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');
    expect(port.dataOf('refreshPreview')).toEqual([null]);
  });
});

describe('a person excluded since the preview', () => {
  it('is not ticked any more, cannot be, and is ticked again when the exclusion is taken back', async () => {
    const ui = createUiModel(createFakePort(data([leaver])));
    await settle();
    const Row = () => <ChangeRow ui={ui} row={toPlanRow(leaver, 0)} />;
    await show(<Row />);
    const box = control('checkbox', 'Include Rosa Peters');
    expect([box.checked, box.disabled]).toEqual([true, false]);
    await ui.decisions.decide({ kind: 'ignore', employeeId: 'rosa.peters' }, 'Rosa Peters');
    await settle();
    expect([box.checked, box.disabled, ui.preview.selectedRows.value.length]).toEqual([false, true, 0]);
    await ui.decisions.undecide('ignore:rosa.peters');
    await settle();
    expect([box.checked, box.disabled]).toEqual([true, false]);
  });
});

describe('a row that is no default', () => {
  it('says that it is left out as long as it is not ticked', async () => {
    const summary = async (selected: boolean) => {
      const back = aChange({
        kind: 'reactivate',
        name: 'Noah Rossi',
        reason: { code: 'reactivated-elsewhere' },
        selectedByDefault: false,
        selected,
      });
      const ui = createUiModel(createFakePort(data([back])));
      await settle();
      await show(<ChangeRow ui={ui} row={toPlanRow(back, 0)} />);
      return textOf(document.querySelector('.person-summary'));
    };
    expect(await summary(false)).toBe('Deactivated by somebody else · left out unless you tick it');
    expect(await summary(true)).toBe('Deactivated by somebody else');
  });
});

describe('the list of decisions', () => {
  const decisions = [
    {
      pair,
      id: 'ignore:9',
      decision: { kind: 'ignore', employeeId: '9' as EmployeeId },
      name: 'Elif Bauer',
      atMs: nowMs - 9_000_000,
    } as const,
  ];

  it('names who, what and when, and each can be removed', async () => {
    const port = await openPage(data([leaver], { decisions }), 'configuration');
    const item = byRole('button', 'Remove decision about Elif Bauer').closest('li');
    expect(textOf(item)).toContain('Elif BauerExcludedsince Nov 22, 2026 · BambooHR 9');
    await click(byRole('button', 'Remove decision about Elif Bauer'));
    expect(port.dataOf('undecide')).toEqual([{ id: 'ignore:9' }]);
    expect(document.activeElement).toBe(byRole('heading', 'Decisions'));
    expect(textOf(document.body)).toContain('1 decision waits for the next preview.');
    await click(byRole('button', 'Refresh to apply'));
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');
    expect(port.dataOf('refreshPreview')).toEqual([null]);
  });

  it('still says after reopening the page that one was taken back since the preview', async () => {
    const audit = [
      { what: 'decision:ignore:9', before: 'ignore', atMs: nowMs },
      { what: 'decision:ignore:8', before: 'ignore', atMs: nowMs },
      { what: 'decision:ignore:8', after: 'ignore', atMs: nowMs - 1 },
      { what: 'decision:ignore:7', before: 'ignore', atMs: nowMs - 9_000_000 },
    ];
    await openPage(data([leaver], { audit }));
    expect(textOf(document.body)).toContain('1 decision waits for the next preview.');
  });

  it('marks a decided row until a preview follows the decision', async () => {
    const fresh = decisions.map((one) => ({ ...one, atMs: nowMs }));
    const port = await openPage(data([leaver], { decisions: fresh }));
    expect(byRole('button', 'Refresh to apply')).toBeDefined();
    port.data.plan = aHeader([leaver], { takenAtMs: nowMs + 1000 });
    port.announce('plan');
    await settle();
    expect(allByRole('button', 'Refresh to apply')).toHaveLength(0);
  });
});

describe('settings and decisions made before', () => {
  it('are listed with what, from, to, when and by whom', async () => {
    const audit = [
      { pair, atMs: nowMs, actor: 'Hanna Vogel', what: 'decision:ignore:rosa.peters', after: 'ignore' },
      { atMs: nowMs, actor: 'Hanna Vogel', what: 'automaticImports', before: 'false', after: 'true' },
      { atMs: nowMs, what: 'intervalMinutes', before: '180', after: '60' },
      { atMs: nowMs, what: 'siToken' },
      { atMs: nowMs, what: 'genderTable', before: '{}', after: '{"weiblich":"female"}' },
      { atMs: nowMs, what: 'suspendedUntilMs', before: '0' },
      { atMs: nowMs, what: 'laterSetting', before: '"a"', after: '"b"' },
      { pair, atMs: nowMs, what: 'decision:deactivate:si-rosa.peters', after: 'deactivate' },
      { atMs: nowMs, what: 'notWritable', before: 'jobTitle' },
      { atMs: nowMs, what: 'firstCreation', after: 'not-mailed' },
    ];
    await openPage(data([leaver], { audit }), 'configuration');
    const details = [...document.querySelectorAll('details')].find((each) =>
      textOf(each).startsWith('Changes of settings'),
    );
    if (details === undefined) throw new Error('no details');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await late();
    const entries = [...byRole('list', 'Changes of settings and decisions').querySelectorAll('li')].map(textOf);
    expect(entries[0]).toContain('Decision: Excluded Rosa Peters');
    expect(entries[1]).toMatch(/Automatic Imports from off ?to on.*by Hanna Vogel/);
    expect(entries[2]).toMatch(/from every 3 hours ?to every hour/);
    expect(entries[3]).toContain('Small Improvements access token replaced');
    expect(entries[4]).toContain('weiblich = Female');
    expect(entries[5]).toMatch(/from Until I switch them on again ?to not set/);
    expect(entries[6]).toContain('laterSetting from a');
    expect(entries[7]).toContain('Decision: Deactivated although protected Rosa Peters');
    expect(entries[8]).toContain('Compared again although Small Improvements did not take it Job title');
    expect(entries[9]).toMatch(/Email to the first person created from not set ?to Not mailed/);
  });
});

describe('the way back from the search', () => {
  it('is not lost: typed words stay while a decision is made', async () => {
    await openPage(data([newcomer, old]), 'health');
    await type(byRole('searchbox', 'Why is this person not updating?'), 'noah rossi');
    await click(allByRole('button', 'Create anyway')[0] ?? document.body);
    expect(control('searchbox', 'Why is this person not updating?').value).toBe('noah rossi');
    expect(textOf(document.body)).toContain('Decided: Created although the name exists.');
  });
});
