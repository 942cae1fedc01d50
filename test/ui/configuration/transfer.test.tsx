// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { TransferCounts, TransferReport } from '../../../src/messaging/replies.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { aStatus, nowMs } from '../builders.ts';
import { allByRole, byRole, textOf } from '../by-role.ts';
import type { FakeData } from '../fake-port.ts';
import { click, closePage, late, openPage, settle } from '../page.tsx';

afterEach(closePage);

const held: TransferCounts = {
  links: 1_250,
  decisions: 3,
  reverted: 2,
  uninformed: 1,
  importedByHand: true,
  firstCreation: 'answered',
};
const nothing: TransferCounts = {
  links: 0,
  decisions: 0,
  reverted: 0,
  uninformed: 0,
  importedByHand: false,
  firstCreation: 'none',
};
const report: TransferReport = {
  madeAtMs: nowMs,
  subdomain: 'acme',
  siAddress: 'https://acme.small-improvements.com',
  file: held,
  here: nothing,
  changes: true,
};

async function open(data: Partial<FakeData> = {}) {
  const port = await openPage({ transfer: report, ...data }, 'configuration');
  const summary = [...document.querySelectorAll('summary')].find((each) =>
    textOf(each).startsWith('Move to the runner'),
  );
  const details = summary?.parentElement as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await late();
  return port;
}

const input = () => document.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;

async function choose(content: string | undefined): Promise<void> {
  const files = content === undefined ? [] : [new File([content], 'synchronisation.json')];
  Object.defineProperty(input(), 'files', { configurable: true, value: files });
  input().dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

const cells = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => textOf(cell as HTMLElement)));

describe('moving to the runner', () => {
  it('saves a file at a click, and says so', async () => {
    const port = await open();
    await click(byRole('button', 'Save the file for the runner'));
    expect(port.files).toEqual([
      { name: 'synchronisation-2026-11-22.json', type: 'application/json', content: '{"format":"transfer"}\n' },
    ]);
    expect(document.body.textContent).toContain('Saved');
  });

  it('warns while this browser would go on importing', async () => {
    const status = aStatus();
    await open({ status: { ...status, settings: { ...status.settings, automaticImports: true } } });
    expect(textOf(byRole('group', 'Automatic Imports is on in this browser'))).toContain('or both import');
    await open({ status: { ...status, settings: { ...status.settings, automaticImports: false } } });
    expect(allByRole('group', 'Automatic Imports is on in this browser')).toHaveLength(0);
  });

  it('says why no file could be made', async () => {
    await open({ failures: { exportTransfer: new AppError('run-busy') } });
    await click(byRole('button', 'Save the file for the runner'));
    expect(allByRole('alert')).toHaveLength(1);
  });
});

describe('moving back', () => {
  it('shows what a file holds beside what is here, and takes nothing yet', async () => {
    const port = await open();
    expect(allByRole('button', 'Take over from the file')).toHaveLength(0);
    await choose('the file');
    expect(port.dataOf('inspectTransfer')).toEqual([{ content: 'the file' }]);
    expect(port.dataOf('importTransfer')).toEqual([]);
    expect(document.body.textContent).toContain('acme.bamboohr.com and acme.small-improvements.com');
    expect(cells()).toEqual([
      ['People linked to their account', '1,250', '0'],
      ['Decisions', '3', '0'],
      ['Rows taken back', '2', '0'],
      ['People not informed yet', '1', '0'],
      ['First import by hand done', 'yes', 'no'],
      ['Known whether new people are mailed', 'yes', 'no'],
    ]);
    // It is read out when it appears.
    expect(document.querySelector('table')?.closest('[aria-live="polite"]')).not.toBeNull();
  });

  it('takes it over at a click, and the focus is where the next file is chosen', async () => {
    const port = await open();
    await choose('the file');
    await click(byRole('button', 'Take over from the file'));
    expect(port.dataOf('importTransfer')).toEqual([{ content: 'the file' }]);
    expect(document.body.textContent).toContain('Taken over. Look at a new preview.');
    expect(document.activeElement).toBe(input());
    expect(allByRole('button', 'Take over from the file')).toHaveLength(0);
  });

  it('has nothing to take over where the file says what is here already', async () => {
    await open({ transfer: { ...report, here: held, changes: false } });
    await choose('the file');
    expect(document.body.textContent).toContain('nothing to take over');
    expect(allByRole('button', 'Take over from the file')).toHaveLength(0);
  });

  it('says what is wrong with a file, and forgets the one before', async () => {
    const port = await open();
    await choose('the file');
    port.data.failures.inspectTransfer = new AppError('transfer-other-company');
    await choose('another');
    expect(textOf(allByRole('alert')[0] ?? null)).toContain('another company');
    expect(cells()).toEqual([]);
    await choose(undefined);
    expect(port.dataOf('inspectTransfer')).toHaveLength(2);
  });
});
