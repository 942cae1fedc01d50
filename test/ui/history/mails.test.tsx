// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Uninformed } from '../../../src/domain/pair-state.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { RunId, SiUserId } from '../../../src/domain/ids.ts';
import { createUiModel } from '../../../src/ui/shell/ui-model.ts';
import { RunPersonRow } from '../../../src/ui/history/run-person-row.tsx';
import { aRun, aRunPerson, nowMs, pair, runId } from '../builders.ts';
import { allByRole, byRole, control, textOf } from '../by-role.ts';
import { createFakePort, type FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, settle, show } from '../page.tsx';

afterEach(closePage);

const connection = {
  pair,
  subdomain: 'acme',
  siAddress: '',
  siUser: 'Hanna Vogel',
  siCompanyName: 'Acme',
  visible: 3,
  atMs: nowMs,
};

function waiting(name: string, part: Partial<Uninformed> = {}): Uninformed {
  return { pair, siUserId: `si-${name}` as SiUserId, name, why: 'created', sinceMs: nowMs, runId, ...part };
}

const people = [waiting('Ada'), waiting('Ben'), waiting('Cleo', { unknown: true })];

async function openList(part: Partial<FakeData> = {}) {
  const port = await openPage({ uninformed: people, state: { connection }, ...part }, 'history');
  await late();
  return port;
}

describe('"Send password email…"', () => {
  it('to all asks first, names the number, and leaves out who may have been mailed', async () => {
    const port = await openList();
    await click(byRole('button', 'Send password email to all 2…'));
    expect(textOf(byRole('dialog', 'Send 2 password emails?'))).toContain('To: Ada, Ben');
    expect(port.dataOf('sendPasswordEmails')).toEqual([]);
    await click(byRole('button', 'Send 2 emails'));
    expect(port.dataOf('sendPasswordEmails')).toEqual([{ siUserIds: ['si-Ada', 'si-Ben'] }]);
  });

  it('to one person mails nobody else, and a second click does nothing', async () => {
    const port = await openList();
    await click(byRole('button', 'Send password email… Ben'));
    const go = byRole('button', 'Send 1 email');
    go.click();
    go.click();
    await settle();
    expect(port.dataOf('sendPasswordEmails')).toEqual([{ siUserIds: ['si-Ben'] }]);
    expect(allByRole('dialog')).toEqual([]);
    expect(control('button', 'Send password email… Ben').disabled).toBe(true);
  });

  it('to somebody who may have been mailed needs a tick of its own', async () => {
    const port = await openList();
    expect(textOf(document.querySelector('.uninformed'))).toContain('may have been mailed; never sent again by itself');
    await click(byRole('button', 'Send password email… Cleo'));
    const go = control('button', 'Send 1 email');
    expect(go.disabled).toBe(true);
    await click(byRole('checkbox', 'Send it all the same; Cleo may get a second email'));
    expect(go.disabled).toBe(false);
    await click(go);
    expect(port.dataOf('sendPasswordEmails')).toEqual([{ siUserIds: ['si-Cleo'] }]);
  });

  it('forgets the tick when it is cancelled', async () => {
    await openList();
    await click(byRole('button', 'Send password email… Cleo'));
    await click(byRole('checkbox', /^Send it all the same/));
    await click(byRole('button', 'Cancel'));
    await click(byRole('button', 'Send password email… Cleo'));
    expect(control('button', 'Send 1 email').disabled).toBe(true);
  });

  it.each([
    [{ state: 'answered', mailed: true, atMs: nowMs }, 'You said that Small Improvements mails new people by itself.'],
    [{ state: 'answered', mailed: false, atMs: nowMs }, 'does not mail new people by itself.'],
    [{ state: 'asked', name: 'Ada', siUserId: 'si-Ada' as SiUserId, atMs: nowMs }, 'It is not known yet'],
  ] as const)('says what Small Improvements may have mailed itself: %o', async (firstCreation, said) => {
    await openList({ facts: { firstCreation } });
    await click(byRole('button', 'Send password email… Ada'));
    expect(textOf(byRole('dialog'))).toContain(said);
  });

  it('that the worker refuses says why, in the dialog', async () => {
    await openList({ failures: { sendPasswordEmails: new AppError('run-busy') } });
    await click(byRole('button', 'Send password email… Ada'));
    await click(byRole('button', 'Send 1 email'));
    expect(byRole('dialog').querySelector('[role=alert]')).not.toBeNull();
  });

  it('leads to its run and says how many were sent', async () => {
    const port = await openList();
    await click(byRole('button', 'Send password email… Ada'));
    await click(byRole('button', 'Send 1 email'));
    const counts = { confirmed: 1, failed: 0, skipped: 0, unknown: 0, pending: 0 };
    port.data.runs = [aRun({ id: 'run-new' as RunId, task: 'mails', counts })];
    port.announce('runs');
    await settle();
    expect(byRole('heading', 'Nov 22, 2026, 9:14 AM, password emails')).toBeDefined();
    expect(textOf(byRole('status'))).toBe('1 sent, 0 failed, 0 skipped');
  });

  it('is not offered to a whole company at once in the page, but to everybody', async () => {
    const many = Array.from({ length: 230 }, (_, index) => waiting(`Person ${index}`));
    const port = await openList({ uninformed: many });
    expect(allByRole('button', /^Send password email… Person/)).toHaveLength(100);
    await click(byRole('button', 'Show more people'));
    expect(allByRole('button', /^Send password email… Person/)).toHaveLength(200);
    await click(byRole('button', 'Send password email to all 230…'));
    await click(byRole('button', 'Send 230 emails'));
    expect(port.dataOf('sendPasswordEmails')[0]?.siUserIds).toHaveLength(230);
  });
});

it('a person of such a run is called by what became of the email', async () => {
  const mails = aRun({ task: 'mails' });
  const sent = aRunPerson({ name: 'Ada', kind: 'unchanged', fields: [] });
  const gone = aRunPerson({
    name: 'Ben',
    index: 1,
    kind: 'unchanged',
    fields: [],
    outcome: 'skipped',
    skip: 'changed-since',
  });
  const ui = createUiModel(createFakePort({ runs: [mails], people: [sent, gone] }));
  await ui.history.open(runId);
  const rows = ui.history.people.value ?? [];
  await show(rows.map((row) => <RunPersonRow key={row.index} ui={ui} row={row} />));
  const shown = [...document.querySelectorAll('.person')].map(textOf);
  expect(shown.find((row) => row.startsWith('Ada'))).toBe('AdaSent');
  expect(shown.find((row) => row.startsWith('Ben'))).toContain('so no email was sent.');
  ui.dispose();
});

it('the result of emails is not taken for the result of an import', async () => {
  const mails = aRun({ task: 'mails' });
  const port = createFakePort({
    runs: [mails],
    state: {
      activity: {
        kind: 'import',
        trigger: 'manual',
        phase: 'writing',
        done: 0,
        startedAtMs: nowMs,
        beatMs: nowMs,
        runId,
      },
    },
  });
  const ui = createUiModel(port);
  await settle();
  port.data.state = { activity: { kind: 'idle' } };
  port.announce('activity');
  await settle();
  expect(ui.imports.result.value).toBeUndefined();
  ui.dispose();
});
