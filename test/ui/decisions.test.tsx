// @vitest-environment happy-dom
import './setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/app-error.ts';
import type { EmployeeId, SiUserId } from '../../src/shared/ids.ts';
import type { Change, PersonRef } from '../../src/sync/plan-types.ts';
import { offersFor } from '../../src/ui/models/offers.ts';
import { toPlanRow } from '../../src/ui/models/plan-row.ts';
import { aChange, aHeader, nowMs, pair } from './builders.ts';
import { allByRole, byRole, control, describedBy, textOf } from './by-role.ts';
import { createFakePort, type FakeData } from './fake-port.ts';
import { click, closePage, late, openPage, settle, show, type } from './page.tsx';
import { createUiModel } from '../../src/ui/models/ui-model.ts';
import { ChangeDetails } from '../../src/ui/views/change-details.tsx';
import { ImportBar } from '../../src/ui/views/import-bar.tsx';

afterEach(closePage);

const connection = {
  pair,
  subdomain: 'acme',
  siAddress: 'https://acme.small-improvements.com',
  siUser: 'Hanna Vogel',
  siCompanyName: 'Acme',
  visible: 3,
  atMs: nowMs,
};
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
  offersFor(change).map((offer) => ('decision' in offer ? JSON.stringify(offer.decision) : offer.id));

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
    expect(textOf(document.body)).toContain('Somebody new in BambooHR has the same name but another email.');
    await click(byRole('button', 'Link to Noah Rossi'));
    expect(port.dataOf('decide')[0]?.decision).toEqual({ kind: 'pin', employeeId: '7', siUserId: 'si-old' });
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
    const listed = { ...leaver, protectedAs: 'listed' as const };
    expect(names(listed)).toContain(`protect:${leaver.siUserId}`);
    expect(names({ ...leaver, protectedAs: 'admin' as const }).join()).not.toContain('protect');
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
      { atMs: nowMs, actor: 'Hanna Vogel', what: 'decision:ignore:rosa.peters', after: 'ignore' },
      { atMs: nowMs, actor: 'Hanna Vogel', what: 'automaticImports', before: 'false', after: 'true' },
      { atMs: nowMs, what: 'intervalMinutes', before: '180', after: '60' },
      { atMs: nowMs, what: 'siToken' },
      { atMs: nowMs, what: 'genderTable', before: '{}', after: '{"weiblich":"female"}' },
      { atMs: nowMs, what: 'suspendedUntilMs', before: '0' },
      { atMs: nowMs, what: 'laterSetting', before: '"a"', after: '"b"' },
    ];
    await openPage(data([leaver], { audit }), 'configuration');
    const details = [...document.querySelectorAll('details')].at(-1);
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
