// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompanyPair, RunId, SiUserId } from '../../../src/domain/ids.ts';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { RunPersonRow } from '../../../src/ui/history/run-person-row.tsx';
import { aConnection, aRun, aRunPerson, nowMs, pair, runId } from '../builders.ts';
import { allByRole, byRole, nameOf, textOf } from '../by-role.ts';
import { createFakePort } from '../fake-port.ts';
import { click, closePage, openPage, settle, show } from '../page.tsx';

afterEach(closePage);

const hourMs = 3_600_000;

function manyRuns(count: number) {
  return Array.from({ length: count }, (_, index) =>
    aRun({ id: `run-${index + 1}` as RunId, startedAtMs: nowMs - index * hourMs }),
  );
}

describe('the list of runs', () => {
  it('names each run with date and trigger, newest first', async () => {
    await openPage(
      { runs: [aRun(), aRun({ id: 'run-2' as RunId, trigger: 'automatic', startedAtMs: nowMs - hourMs })] },
      'history',
    );
    const list = byRole('list', 'Runs');
    expect([...list.querySelectorAll('button')].map(nameOf)).toEqual([
      'Nov 22, 2026, 9:14 AM, manual import',
      'Nov 22, 2026, 8:44 AM, automatic import',
    ]);
  });

  it('says how often a run came to the same, which is listed once', async () => {
    const repeated = { times: 40, lastAtMs: nowMs };
    await openPage({ runs: [aRun({ state: 'failed', repeated })] }, 'history');
    expect(textOf(byRole('list', 'Runs'))).toContain('40 times in a row, last on Nov 22, 2026, 9:44 AM');
    await click(byRole('button', /manual import/));
    expect(textOf(document.querySelector('.view-head'))).toContain('40 times in a row');
  });

  it('loads older runs on request', async () => {
    await openPage({ runs: manyRuns(70) }, 'history');
    expect(byRole('list', 'Runs').children).toHaveLength(30);
    await click(byRole('button', 'Show older runs'));
    expect(byRole('list', 'Runs').children).toHaveLength(60);
    await click(byRole('button', 'Show older runs'));
    expect(byRole('list', 'Runs').children).toHaveLength(70);
    expect(allByRole('button', 'Show older runs')).toHaveLength(0);
  });

  it('says when there is none', async () => {
    await openPage({}, 'history');
    expect(byRole('heading', 'No runs yet')).toBeDefined();
  });

  it('shows a run as soon as it is announced', async () => {
    const port = await openPage({}, 'history');
    port.data.runs = [aRun()];
    port.announce('runs');
    await settle();
    expect(byRole('button', /manual import/)).toBeDefined();
  });
});

describe('a run', () => {
  it('opens with its counts, and gives the focus back when left', async () => {
    await openPage({ runs: [aRun()], people: [aRunPerson({ name: 'Grace Hoffmann' })] }, 'history');
    await click(byRole('button', /manual import/));
    expect(textOf(document.querySelector('.view-head'))).toContain('45 imported, 0 failed, 0 skipped');
    expect(textOf(document.querySelector('.view-head'))).toContain('by Hanna Vogel · took 42 seconds');
    expect(textOf(document.querySelector('.list-count'))).toBe('1 person');
    await click(byRole('button', 'All runs'));
    expect(document.activeElement).toBe(byRole('button', /manual import/));
  });

  it('that was blocked says by what, and that nothing was written', async () => {
    const guards = [{ id: 'deactivations', effect: 'blocks', count: 128, limit: 112, base: 225 } as const];
    const counts = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 };
    await openPage({ runs: [aRun({ state: 'blocked', trigger: 'automatic', guards, counts })] }, 'history');
    expect(textOf(document.querySelector('.run-sub'))).toBe('128 accounts would be deactivated.');
    await click(byRole('button', /automatic import/));
    expect(textOf(byRole('tabpanel'))).toContain('Nothing was written.');
    expect(textOf(byRole('tabpanel'))).toContain('Look at whom the preview deactivates.');
  });

  it('that failed says why, what to do, and what was not confirmed', async () => {
    const counts = { confirmed: 3, failed: 1, skipped: 0, unknown: 1, pending: 12 };
    await openPage(
      { runs: [aRun({ state: 'failed', counts, cause: { code: 'si-unavailable', context: { status: 503 } } })] },
      'history',
    );
    await click(byRole('button', /manual import/));
    expect(textOf(byRole('alert'))).toContain(
      'Small Improvements does not answer at the moment.Try again in a few minutes.',
    );
    expect(textOf(document.querySelector('.view-head'))).toContain(
      '3 imported, 1 failed, 0 skipped · 1 not confirmed · 12 not tried',
    );
  });

  it('keeps the reason of an override', async () => {
    const override = {
      fingerprint: 'f-1',
      guards: ['deactivations'],
      typedCount: 128,
      reason: 'Site closed',
      atMs: nowMs,
    } as const;
    await openPage({ runs: [aRun({ override })] }, 'history');
    await click(byRole('button', /manual import/));
    expect(textOf(byRole('tabpanel'))).toContain('A block was overridden for 128 people. Reason given: Site closed');
    await openPage({ runs: [aRun({ override: { ...override, typedCount: 1 } })] }, 'history');
    await click(byRole('button', /manual import/));
    expect(textOf(byRole('tabpanel'))).toContain('A block was overridden for 1 person. Reason given: Site closed');
  });

  it('shows a person with outcome, problem and fields', async () => {
    const person = aRunPerson({
      name: 'Noah Rossi',
      outcome: 'failed',
      error: { code: 'si-rejected', context: { status: 422, vendorMessage: 'Login is already in use' } },
    });
    const ui = createUiModel(createFakePort({ runs: [aRun()], people: [person] }));
    await ui.history.open(runId);
    const row = ui.history.people.value?.[0];
    if (row === undefined) throw new Error('no row');
    await show(<RunPersonRow ui={ui} row={row} />);
    expect(textOf(document.querySelector('.person'))).toContain('Small Improvements rejected the change.');
    await click(byRole('button', 'Show changes for Noah Rossi'));
    const details = textOf(document.querySelector('.person-details'));
    expect(details).toContain('Answer: Login is already in use · Status 422');
    expect(details).toContain('before Designer');
  });

  it('shows at a glance what was written of a person, and of a new one the email', async () => {
    const people = [
      aRunPerson({ name: 'A', index: 0 }),
      aRunPerson({ name: 'B', index: 1, kind: 'create', email: 'b@acme.example' }),
    ];
    const ui = createUiModel(createFakePort({ runs: [aRun()], people }));
    await ui.history.open(runId);
    const rows = ui.history.people.value ?? [];
    await show(
      <>
        {rows.map((row) => (
          <RunPersonRow key={row.index} ui={ui} row={row} />
        ))}
      </>,
    );
    const lines = [...document.querySelectorAll('.person-who')].map(textOf);
    expect(lines).toEqual(['AJob title', 'Bb@acme.example']);
  });

  it('is left by a click on the tab of the list', async () => {
    await openPage({ runs: [aRun()], people: [aRunPerson({ name: 'Grace Hoffmann' })] }, 'history');
    await click(byRole('button', /manual import/));
    await click(byRole('tab', 'Preview'));
    await click(byRole('tab', 'History'));
    expect(byRole('list', 'Runs')).toBeDefined();
    expect(document.activeElement).not.toBe(byRole('button', /manual import/));
  });

  it('lists problems before what went well', async () => {
    const people = [
      aRunPerson({ name: 'A', index: 0 }),
      aRunPerson({ name: 'B', index: 1, outcome: 'skipped', skip: 'cancelled' }),
      aRunPerson({ name: 'C', index: 2, outcome: 'failed' }),
    ];
    const ui = createUiModel(createFakePort({ runs: [aRun()], people }));
    await ui.history.open(runId);
    expect(ui.history.people.value?.map((row) => row.name)).toEqual(['C', 'B', 'A']);
  });
});

describe('people not informed yet', () => {
  const person = {
    pair,
    siUserId: 'si-1' as SiUserId,
    name: 'Amélie Andersen',
    email: 'a@acme.example',
    why: 'created',
    sinceMs: nowMs,
    runId,
  } as const;
  const connection = aConnection();

  it('are listed above the runs with email and reason', async () => {
    const unsure = {
      ...person,
      siUserId: 'si-2' as SiUserId,
      name: 'Björn',
      why: 'reactivated',
      unknown: true,
    } as const;
    await openPage({ uninformed: [person, unsure], state: { connection } }, 'history');
    const text = textOf(document.querySelector('.uninformed'));
    expect(text).toContain('2 people were not informed yet');
    expect(text).toContain('Amélie Andersen a@acme.example · created on Nov 22, 2026');
    expect(text).toContain('may have been mailed; never sent again by itself');
  });

  it('are not spoken of when there are none', async () => {
    await openPage({ state: { connection } }, 'history');
    expect(document.querySelector('.uninformed')).toBeNull();
  });
});

describe('two companies in one browser', () => {
  const theirs = { pair: 'globex|si-globex' as CompanyPair };

  it('list the runs of the one it is connected to, and say how many belong to another', async () => {
    await openPage(
      { runs: [aRun(), aRun({ ...theirs, id: 'run-2' as RunId }), aRun({ ...theirs, id: 'run-3' as RunId })] },
      'history',
    );
    expect(byRole('list', 'Runs').children).toHaveLength(1);
    expect(textOf(byRole('tabpanel'))).toContain('2 runs belong to other companies');
  });

  it('say nothing of others where there are none', async () => {
    await openPage({ runs: [aRun()] }, 'history');
    expect(textOf(byRole('tabpanel'))).not.toContain('belong');
  });

  it('an open run is left as soon as the browser is connected to the other', async () => {
    const port = await openPage({ runs: [aRun()], people: [aRunPerson({ name: 'Grace Hoffmann' })] }, 'history');
    await click(byRole('button', /manual import/));
    expect(byRole('heading', /manual import/)).toBeDefined();
    port.data.state.connection = aConnection(theirs);
    port.announce('settings');
    await settle();
    expect(textOf(byRole('tabpanel'))).not.toContain('manual import');
    expect(textOf(byRole('tabpanel'))).toContain('1 run belongs to another company');
  });
});
