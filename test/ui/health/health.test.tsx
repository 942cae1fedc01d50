// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { RunId, SiUserId } from '../../../src/domain/ids.ts';
import { guardSelfTest } from '../../../src/sync/guard/guard-self-test.ts';
import { aChange, aConnection, aHeader, aRun, aRunPerson, aStatus, nowMs, pair } from '../builders.ts';
import { allByRole, byRole, describedBy, textOf } from '../by-role.ts';
import type { FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, type } from '../page.tsx';

afterEach(closePage);

const hourMs = 3_600_000;
const changes = [
  aChange({ kind: 'update', name: 'Grace Hoffmann', selected: false }),
  aChange({ kind: 'ignored', name: 'Elif Bauer', reason: { code: 'no-work-email' } }),
  aChange({ kind: 'unchanged', name: 'Björn Ćelik' }),
];

function data(part: Partial<FakeData> = {}): Partial<FakeData> {
  return { changes, plan: aHeader(changes), ...part };
}

const connection = {
  pair,
  subdomain: 'acme',
  siAddress: 'https://acme.small-improvements.com',
  siUser: 'Hanna Vogel',
  siCompanyName: 'Acme',
  visible: 3,
  atMs: nowMs,
};

function card(label: string): string {
  const term = [...document.querySelectorAll('dt')].find((one) => textOf(one) === label);
  return textOf(term?.nextElementSibling ?? null);
}

describe('the state', () => {
  it('tells last success, attempt and next run', async () => {
    const settings = { ...defaultSettings, mode: 'sync' as const, automaticImports: true };
    await openPage(
      data({
        status: aStatus({ settings, nextDueMs: nowMs + 2 * hourMs }),
        state: { schedule: { lastAttemptMs: nowMs - hourMs, lastSuccessMs: nowMs - 25 * hourMs } },
      }),
      'health',
    );
    expect(card('Last success')).toContain('yesterday');
    expect(card('Last attempt')).toContain('1 hour ago');
    expect(card('Next automatic import')).toContain('in 2 hours');
    expect(card('Safety rules')).toBe('Nothing found');
  });

  it('calls an import overdue, with its time, as soon as a look at it was missed', async () => {
    const settings = { ...defaultSettings, mode: 'sync' as const, automaticImports: true };
    const dueAgo = async (minutes: number) => {
      await openPage(data({ status: aStatus({ settings, nextDueMs: nowMs - minutes * 60_000 }) }), 'health');
      return card('Next automatic import');
    };
    expect(await dueAgo(15)).toBe('within 15 minutes');
    expect(await dueAgo(16)).toMatch(/^Overdue.*It was due on Nov 22, 2026.*restart the browser/);
  });

  it('says that a refused key is tried once a day, when next, and what ends that', async () => {
    const settings = { ...defaultSettings, mode: 'sync' as const, automaticImports: true };
    const schedule = { refused: true as const, nextDueMs: nowMs + 20 * hourMs };
    const status = aStatus({ settings, nextDueMs: schedule.nextDueMs });
    await openPage(data({ status, state: { schedule } }), 'health');
    expect(card('Next automatic import')).toMatch(/^Once a day, because a key was refused.*Nov 23, 2026.*new key/);
  });

  it('says that the first import after a suspension is to be made by hand', async () => {
    const settings = { ...defaultSettings, mode: 'sync' as const, automaticImports: true };
    const guards = [{ id: 'after-suspension' as const, effect: 'blocks' as const, count: 7, limit: 5, base: 40 }];
    const state = { schedule: { nextDueMs: nowMs + hourMs, lastProblem: { guards, atMs: nowMs - hourMs } } };
    await openPage(data({ status: aStatus({ settings, nextDueMs: nowMs + hourMs }), state }), 'health');
    expect(card('Next automatic import')).toMatch(/^Waits for an import by hand.*7 people would change/);
  });

  it('lists people who are tried once a day only, with the next try', async () => {
    const row = {
      name: 'Ada Moss',
      code: 'si-rejected' as const,
      times: 2,
      atMs: nowMs - hourMs,
      wanted: '',
      runId: 'r1' as RunId,
    };
    const old = { ...row, name: 'Ben Orr', times: 1 };
    const refusedRows = { 'e:1': row, 'e:2': old };
    await openPage(data({ facts: { refusedRows }, state: { connection: aConnection() } }), 'health');
    expect(card('Refused people')).toMatch(/^1 person was refused twice.*Ada Moss: .*Next try Nov 23, 2026/);
    expect(card('Refused people')).not.toContain('Ben Orr');
  });

  it('says that automatic imports wait for a preview, whatever time is stored', async () => {
    const settings = { ...defaultSettings, mode: 'sync' as const, automaticImports: true };
    const status = aStatus({ settings, previewSeen: false, locked: ['automaticImports'], nextDueMs: nowMs + hourMs });
    await openPage(data({ status }), 'health');
    expect(card('Next automatic import')).toContain('Waits for a preview');
  });

  it('does not take what was noted under a clock that was ahead for the latest', async () => {
    const future = Date.UTC(2030, 0, 1);
    await openPage(
      data({
        runs: [aRun({ startedAtMs: future })],
        state: { connection, schedule: { lastAttemptMs: nowMs - hourMs, lastSuccessMs: future } },
      }),
      'health',
    );
    expect(card('Last attempt')).toContain('1 hour ago');
    expect(card('Last success')).toBe('never');
  });

  it('counts imports made by hand', async () => {
    await openPage(
      data({
        runs: [
          aRun({ id: 'run-3' as RunId, trigger: 'revert', startedAtMs: nowMs }),
          aRun({ id: 'run-2' as RunId, task: 'mails', startedAtMs: nowMs }),
          aRun({ startedAtMs: nowMs - hourMs }),
        ],
        facts: { lastSuccessMs: nowMs - hourMs },
        state: {
          connection: aConnection(),
          schedule: { lastAttemptMs: nowMs - 25 * hourMs, lastSuccessMs: nowMs - 25 * hourMs },
        },
      }),
      'health',
    );
    expect(card('Last success')).toContain('1 hour ago');
    expect(card('Last attempt')).toContain('1 hour ago');
  });

  it('says what is off, suspended, missing or refused', async () => {
    const settings = {
      ...defaultSettings,
      mode: 'sync' as const,
      automaticImports: true,
      suspendedUntilMs: 0,
      suspendReason: 'Reviews',
    };
    await openPage(data({ status: aStatus({ settings, secrets: { bambooKey: false, siToken: true } }) }), 'health');
    expect(card('Next automatic import')).toBe('Suspended until switched on againReason: Reviews');
    expect(card('Keys')).toBe('Missing: BambooHR key');
    await openPage(
      data({ state: { schedule: { lastProblem: { error: { code: 'bamboo-wrong-key', context: {} }, atMs: nowMs } } } }),
      'health',
    );
    expect(card('Keys')).toBe('Refused at the last attempt');
    expect(card('Next automatic import')).toBe('Automatic imports are off');
    expect(textOf(byRole('alert'))).toContain('The last automatic attempt did not finish');
  });

  it('compares visible people with the head count and names unusable fields', async () => {
    const plan = aHeader(changes);
    const basis = {
      ...plan.basis,
      visible: 212,
      notVisible: 38,
      hiddenFields: ['gender' as const],
    };
    await openPage(data({ plan: { ...plan, basis } }), 'health');
    expect(card('People visible')).toBe('212 of 250 expected38 people are hidden from this key');
    expect(card('Fields BambooHR does not show')).toContain('Gender');
  });

  it('says what an automatic import read later than the preview was made', async () => {
    const read = aConnection({ visible: 200, atMs: nowMs });
    const header = { ...aHeader(changes), takenAtMs: nowMs - 48 * hourMs };
    await openPage(data({ plan: header, state: { connection: read } }), 'health');
    expect(card('People visible')).toBe('200 of 250 expected');
  });

  it('names the rule that stopped the last automatic import, though none stops the preview', async () => {
    const stopped = { id: 'creations', effect: 'blocks', count: 30, limit: 5, base: 25 } as const;
    const settings = { ...aStatus().settings, automaticImports: true };
    const schedule = { lastProblem: { guards: [stopped], atMs: nowMs - hourMs } };
    await openPage(data({ status: aStatus({ settings }), state: { schedule } }), 'health');
    expect(card('Safety rules')).toMatch(/^1 rule blocks the import30 accounts/);
    expect(card('Safety rules')).not.toContain('Nothing found');
  });

  it("says that BambooHR's list made no sense, and which required fields are empty for everybody", async () => {
    const plan = aHeader([]);
    const basis = { ...plan.basis, listMissing: 'odd' as const, unreadable: ['hireDate' as const] };
    await openPage(data({ plan: { ...plan, basis } }), 'health');
    expect(card("BambooHR's answers")).toContain('The list of employees makes no sense');
    expect(card('Required fields that are empty for everybody')).toContain('Hire date');
  });

  it('lists fields Small Improvements does not take, and tries them again', async () => {
    const facts = { notWritable: ['location', 'jobTitle'] };
    const port = await openPage(data({ facts, state: { connection } }), 'health');
    expect(card('Fields Small Improvements does not take')).toContain('Location');
    const [tryLocation] = allByRole('button', 'Try again');
    expect(tryLocation && describedBy(tryLocation)).toBe('Location');
    await click(tryLocation ?? document.body);
    expect(port.dataOf('tryFieldAgain')).toEqual([{ field: 'location' }]);
    expect(card('Fields Small Improvements does not take')).toBe(
      'Job titleTry againThe next preview compares them again.',
    );
  });

  it('says who waits for an account, and where to answer', async () => {
    const schedule = { awaitingAnswer: 2 };
    await openPage(data({ state: { schedule, connection } }), 'health');
    expect(textOf(byRole('group', /^2 new people are waiting/))).toContain('Import one in the preview');
    await click(byRole('button', 'To the preview'));
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');

    const firstCreation = { state: 'asked', name: 'Noah Rossi', siUserId: 'si-1' as SiUserId, atMs: nowMs } as const;
    const port = await openPage(data({ facts: { firstCreation }, state: { schedule, connection } }), 'health');
    expect(textOf(byRole('group', /^Did Small Improvements send Noah Rossi an email/))).toContain(
      '2 new people are waiting for an account. Automatic imports create nobody before you have answered.',
    );
    await click(byRole('button', 'Not mailed'));
    expect(port.dataOf('answerFirstCreation')).toEqual([{ mailed: false }]);

    await openPage(
      data({
        facts: { firstCreation: { state: 'answered', mailed: true, atMs: nowMs } },
        state: { schedule, connection },
      }),
      'health',
    );
    expect(textOf(document.body)).not.toContain('waiting for an account');
  });

  it('offers to grant withheld access and says when that failed', async () => {
    const port = await openPage(data({ status: aStatus({ withheld: ['bamboo'] }), granted: false }), 'health');
    expect(textOf(byRole('alert'))).toContain('The browser withholds access to bamboohr.com.');
    await click(byRole('button', 'Grant access'));
    expect(textOf(byRole('alert'))).toContain('Access is still withheld.');
    port.data.granted = true;
    await click(byRole('button', 'Grant access'));
    expect(allByRole('alert')).toHaveLength(0);
  });
});

describe('"Why is this person not updating?"', () => {
  async function ask(query: string, part: Partial<FakeData> = {}): Promise<string> {
    await openPage(data(part), 'health');
    await type(byRole('searchbox', 'Why is this person not updating?'), query);
    return textOf(document.querySelector('.why [aria-live]'));
  }

  it('answers with kind, reason and remedy', async () => {
    expect(await ask('elif')).toContain(
      'Elif BauerIgnoredNo work email in BambooHR. Enter one in the work email field there; a home email is not read.',
    );
  });

  it('answers for a change that is not selected, and that imports are off', async () => {
    const answer = await ask('grace hoff');
    expect(answer).toContain('Would change, but is not selected in the preview.');
    expect(answer).toContain('Automatic imports are off');
  });

  it('answers for somebody who is in step', async () => {
    expect(await ask('bjorn celik')).toContain('Nothing differs.');
  });

  it('answers for somebody nobody knows, and when there is no plan', async () => {
    expect(await ask('Zaphod')).toContain('Nobody by that name, email or ID.');
    expect(await ask('Zaphod', { plan: undefined, state: {} })).toContain('There is no preview to look into yet.');
  });
});

describe('the test of the safety rules', () => {
  it('lists what each rule did on made-up companies', async () => {
    await openPage(data({ selfTest: guardSelfTest().map((one) => ({ ...one })) }), 'health');
    await click(byRole('button', 'Test the safety rules'));
    await late();
    expect(textOf(document.body)).toContain(`All ${guardSelfTest().length} tests passed.`);
    const rows = [...document.querySelectorAll('.self-test tbody tr')].map((row) => [...row.children].map(textOf));
    expect(rows).toContainEqual(['Many deactivations', 'automatic', 'blocks', 'passed']);
    expect(rows).toContainEqual(['A company with nothing wrong', 'by hand', 'lets pass', 'passed']);
  });

  it('warns when a rule fails, and says what it did instead', async () => {
    const selfTest = [{ name: 'deactivations.manual', expected: 'blocks', got: 'nothing', ok: false }];
    await openPage(data({ selfTest }), 'health');
    await click(byRole('button', 'Test the safety rules'));
    await late();
    expect(textOf(document.body)).toContain('1 test failed. Do not import before this is clarified');
    expect(textOf(document.querySelector('.self-test tbody'))).toBe('Many deactivationsby handblocksfailed: lets pass');
  });
});

describe('all runs of a person', () => {
  it('are listed in the answer, newest first, and lead to the run', async () => {
    const later = aRun({ id: 'run-2' as RunId, startedAtMs: nowMs });
    const people = [
      aRunPerson({ name: 'Grace Hoffmann', changeKey: 'e:grace.hoffmann', runId: later.id }),
      aRunPerson({ name: 'Grace Hoffmann', changeKey: 'e:grace.hoffmann', outcome: 'failed' }),
    ];
    await openPage(data({ runs: [later, aRun()], people }), 'health');
    await type(byRole('searchbox', 'Why is this person not updating?'), 'grace');
    const details = document.querySelector<HTMLDetailsElement>('.timeline');
    if (details === null) throw new Error('no timeline');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await late();
    const runs = [...byRole('list', 'All runs of this person').querySelectorAll('li')].map(textOf);
    expect(runs[0]).toContain('Nov 22, 2026, 9:44 AM, manual importUpdateConfirmedJob title');
    expect(runs[1]).toContain('Failed');
    await click(byRole('button', /9:14 AM, manual import/));
    expect(byRole('tab', 'History').getAttribute('aria-selected')).toBe('true');
    expect(byRole('heading', /9:14 AM, manual import/)).toBeDefined();
  });
});
