// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../src/domain/ids.ts';
import { noCounts, noKinds, type Run } from '../../../src/domain/run.ts';
import { aField, aRun, aRunPerson, nowMs } from '../builders.ts';
import { allByRole, byRole, control, nameOf, textOf } from '../by-role.ts';
import type { FakeData } from '../fake-port.ts';
import { click, closePage, openPage, settle, type } from '../page.tsx';

afterEach(closePage);

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function run(id: string, agoMs: number, part: Partial<Run> = {}): Run {
  return aRun({ id: id as RunId, startedAtMs: nowMs - agoMs, ...part });
}

const runs = [
  run('a', hourMs, { trigger: 'automatic', kinds: { ...noKinds, create: 1 }, counts: { ...noCounts, confirmed: 1 } }),
  run('b', 2 * hourMs),
  run('c', dayMs, { trigger: 'automatic', state: 'failed', counts: { ...noCounts, failed: 3 } }),
  run('d', 6 * dayMs, { task: 'mails', counts: { ...noCounts, confirmed: 2 } }),
  run('e', 6 * dayMs + hourMs, { trigger: 'revert' }),
];
const people = [
  aRunPerson({ name: 'Björn Ćelik', runId: 'b' as RunId, email: 'bjorn@acme.example' }),
  aRunPerson({ name: 'Björn Ćelik', runId: 'c' as RunId, outcome: 'failed' }),
  aRunPerson({ name: 'Grace Hoffmann', runId: 'a' as RunId, kind: 'create' }),
];

function open(part: Partial<FakeData> = {}) {
  return openPage({ runs, people, ...part }, 'history');
}

function listed(): readonly (string | undefined)[] {
  return [...byRole('list', 'Runs').querySelectorAll<HTMLElement>('[data-run]')].map((one) => one.dataset['run']);
}

async function choose(name: string, value: string): Promise<void> {
  const select = control('combobox', name);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

describe('the list of runs', () => {
  it('has a heading for each day', async () => {
    await open();
    expect(allByRole('heading').map(nameOf)).toEqual(['Runs', 'Today', 'Yesterday', 'Monday, November 16, 2026']);
    expect(byRole('list', 'Runs').children).toHaveLength(5);
  });

  it("shows what each run changed in the colours of the preview's bar, and says it", async () => {
    await open();
    await settle();
    const bars = [...document.querySelectorAll('.run-bar')];
    expect(bars.map(textOf)).toEqual([
      'New 1',
      'New 12, Updated 30, Deactivated 2, Reactivated 1',
      '',
      '',
      'New 12, Updated 30, Deactivated 2, Reactivated 1',
    ]);
    expect([...(bars[1]?.querySelectorAll('.kind-share') ?? [])].map((share) => share.className)).toEqual([
      'kind-share kind-create',
      'kind-share kind-update',
      'kind-share kind-deactivate',
      'kind-share kind-reactivate',
    ]);
    expect(bars[2]?.querySelectorAll('.kind-share')).toHaveLength(0);
  });

  it('counts only whom Small Improvements confirmed', async () => {
    const half = run('b', 0, { counts: { ...noCounts, confirmed: 1, failed: 44 } });
    await open({ runs: [half] });
    await settle();
    expect(textOf(document.querySelector('.run-bar'))).toBe('Updated 1');
  });
});

describe('the filter', () => {
  it('goes by what started a run', async () => {
    await open();
    await choose('What kind of run', 'automatic');
    expect(listed()).toEqual(['a', 'c']);
    await choose('What kind of run', 'mails');
    expect(listed()).toEqual(['d']);
    expect(textOf(document.querySelector('.run-found'))).toBe('1 run');
  });

  it('goes by how it ended', async () => {
    await open();
    await choose('How it ended', 'failed');
    expect(listed()).toEqual(['c']);
  });

  it('goes by a person, by name or email, whatever else happened since', async () => {
    await open();
    await type(byRole('searchbox', 'Search runs of a person'), 'bjorn celik');
    await settle();
    expect(listed()).toEqual(['b', 'c']);
    await type(byRole('searchbox', 'Search runs of a person'), 'bjorn@acme');
    await settle();
    expect(listed()).toEqual(['b']);
  });

  it('goes by a person who was renamed in the run', async () => {
    const emails = { before: 'bea.maiden@acme.example', after: 'bea.moss@acme.example' };
    const fields = [
      aField({ field: 'workEmail', ...emails }),
      aField({ field: 'lastName', before: 'Mäiden', after: 'Moss' }),
    ];
    await open({ people: [...people, aRunPerson({ name: 'Bea Moss', runId: 'b' as RunId, fields })] });
    for (const query of ['Maeiden, Bea', '<bea.maiden@acme.example>']) {
      await type(byRole('searchbox', 'Search runs of a person'), query);
      await settle();
      expect(listed()).toEqual(['b']);
    }
  });

  it('keeps only runs that changed something', async () => {
    await open();
    await click(document.querySelector<HTMLElement>('.run-changed input') ?? document.body);
    expect(listed()).toEqual(['a', 'b', 'e']);
  });

  it('looks through all of history, not only what is loaded', async () => {
    const many = Array.from({ length: 450 }, (_, index) =>
      run(`r${index}`, (index + 1) * hourMs, index === 444 ? { trigger: 'revert' } : {}),
    );
    await open({ runs: many });
    expect(listed()).toHaveLength(30);
    await choose('What kind of run', 'revert');
    await settle();
    expect(listed()).toEqual(['r444']);
    expect(allByRole('button', 'Show older runs')).toEqual([]);
  });

  it('says when nothing matches, and shows all again', async () => {
    await open();
    await type(byRole('searchbox', 'Search runs of a person'), 'Zaphod');
    await settle();
    expect(byRole('heading', 'No run matches')).toBeDefined();
    await click(byRole('button', 'Show all runs'));
    expect(listed()).toHaveLength(5);
    expect(control('searchbox', 'Search runs of a person').value).toBe('');
  });

  it('is not there before there is a run', async () => {
    await open({ runs: [] });
    expect(allByRole('searchbox')).toEqual([]);
  });
});
