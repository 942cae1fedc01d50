// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { PairState } from '../../../src/domain/pair-state.ts';
import type { PlanHeader } from '../../../src/domain/plan.ts';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { causePlaces } from '../../../src/domain/unattended/telling.ts';
import { aChange, aConnection, aHeader, nowMs } from '../builders.ts';
import { allByRole, byRole, textOf } from '../by-role.ts';
import type { FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage } from '../page.tsx';

afterEach(() => {
  closePage();
  location.hash = '';
});

const hourMs = 3_600_000;
const said = 'The preview is older than the last import. Refresh it to see whom it is about.';
const leaver = aChange({
  name: 'Hanna Vogel',
  kind: 'deactivate',
  reason: { code: 'protected' },
  protectedAs: 'admin',
  selected: false,
});
const taken = { takenAtMs: nowMs - 5 * hourMs };

function data(facts: Partial<PairState>, plan: PlanHeader, part: Partial<FakeData> = {}): Partial<FakeData> {
  return { plan, facts, state: { connection: aConnection() }, ...part };
}

async function open(part: Partial<FakeData>) {
  const port = await openPage(part, 'health');
  await late();
  return port;
}

const notices = () => allByRole('group', said);

describe('a preview that is older than what was read since', () => {
  it('is said to be so where leavers are held back whom it does not list, and can be made anew from there', async () => {
    const facts = { heldLeavers: { ['si-2' as SiUserId]: nowMs - 24 * hourMs } };
    location.hash = causePlaces['held-leavers'];
    const port = await open(data(facts, aHeader([], taken)));
    expect(textOf(document.activeElement)).toContain(said);
    await click(byRole('button', 'Refresh preview'));
    expect(port.dataOf('refreshPreview')).toHaveLength(1);
  });

  it('is said to be so where fields were lost, or are there again', async () => {
    const lost = { bamboo: ['gender'], si: [] };
    await open(data({ unreadable: lost, lostFields: lost }, aHeader([], taken)));
    expect(notices()).toHaveLength(1);
    const header = aHeader([], taken);
    const hidden = { ...header, basis: { ...header.basis, hiddenFields: ['gender'] as const } };
    await open(data({ unreadable: { bamboo: [], si: [] } }, hidden));
    expect(notices()).toHaveLength(1);
    await open(data({ unreadable: lost }, hidden));
    expect(notices()).toEqual([]);
  });

  it('is said to be so beside the leavers it lists once an import went through after it', async () => {
    const facts = { heldLeavers: { [leaver.siUserId as SiUserId]: nowMs - 24 * hourMs } };
    const plan = aHeader([leaver], taken);
    const opened = (lastSuccessMs: number) => open(data({ ...facts, lastSuccessMs }, plan, { changes: [leaver] }));
    await opened(nowMs - 6 * hourMs);
    expect(notices()).toEqual([]);
    await opened(nowMs - hourMs);
    expect(notices()).toHaveLength(1);
    await open(data({ lastSuccessMs: nowMs - hourMs }, aHeader([], taken)));
    expect(notices()).toEqual([]);
  });

  it('is no block any more once an import went through after it', async () => {
    const guards = [{ id: 'deactivations', effect: 'blocks', count: 7 }] as const;
    const rules = async (lastSuccessMs: number) => {
      await open(data({ lastSuccessMs }, aHeader([], { ...taken, guards })));
      const term = [...document.querySelectorAll('dt')].find((one) => textOf(one) === 'Safety rules');
      return textOf(term?.nextElementSibling ?? null);
    };
    expect(await rules(nowMs - 6 * hourMs)).toContain('1 rule blocks the import');
    expect(await rules(nowMs - hourMs)).toBe('Nothing found');
  });
});
