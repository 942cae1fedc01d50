import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readPlan, readRuns, readStored } from '../../scripts/lib/stored.ts';
import { importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { connect, startProduct } from './product.ts';
import { revertRun } from './revert-run.ts';
import { long, seed } from './counts.ts';

const seeds = Array.from({ length: long ? 3 : 1 }, (_, index) => seed + index);
const workMs = 150_000;

interface StoredPerson {
  readonly runId: string;
  readonly changeKey: string;
  readonly name: string;
  readonly kind: string;
  readonly siUserId?: string;
  readonly outcome: string;
  readonly skip?: string;
  readonly fields: readonly { readonly field: string; readonly state: string }[];
}

interface StoredRun {
  readonly id: string;
  readonly trigger: string;
  readonly state: string;
  readonly startedAtMs: number;
  readonly reverts?: string;
}

const people = async (page: Page) => (await readStored(page, 'people')) as StoredPerson[];
const copy = (users: readonly SiUser[]) => new Map(users.map((user) => [user.id, { ...user }]));

describe('a revert', () => {
  it.each(seeds)(
    'gives Small Improvements back what it held, but for what was edited since (seed %i)',
    async (seed) => {
      const product = await startProduct({ sandbox: { employees: 60, seed } });
      const { sandbox, browser } = product;
      let { page } = product;
      await connect(product);
      const before = copy(sandbox.state.si.users);
      await importEverybody(page);
      const imported = (await readRuns(page)).length;

      const written = (await people(page)).filter((one) => one.outcome === 'confirmed');
      const hasTitle = ({ fields }: StoredPerson) =>
        fields.some(({ field, state }) => field === 'jobTitle' && state === 'change');
      const edited = written.find((one) => one.kind === 'update' && hasTitle(one));
      const account = sandbox.state.si.users.find((user) => user.id === edited?.siUserId);
      if (!edited || !account) throw new Error('nobody got another job title');
      account.role = 'Edited by hand';

      // Newest first; each time the page is closed as soon as the revert has begun, and finds its result when opened anew.
      for (let index = 0; index < imported; index += 1) {
        await revertRun(page, index);
        await page.close();
        page = await browser.openPopupTab('#history');
        await expect
          .poll(
            async () =>
              ((await readStored(page, 'runs')) as StoredRun[]).filter(({ state }) => state === 'done').length,
            {
              timeout: workMs,
            },
          )
          .toBe(imported + index + 1);
      }
      const after = copy(sandbox.state.si.users);
      const expected = new Map(before).set(account.id, {
        ...(before.get(account.id) as SiUser),
        role: 'Edited by hand',
      });
      expect(new Map([...after].filter(([id]) => before.has(id)))).toEqual(expected);
      const created = [...after.values()].filter((user) => !before.has(user.id));
      expect(created.length).toBeGreaterThan(0);
      expect(created.filter((user) => user.isActive)).toEqual([]);

      const runs = (await readStored(page, 'runs')) as StoredRun[];
      const reverts = runs.filter(({ trigger }) => trigger === 'revert');
      expect(new Set(reverts.map((run) => run.reverts))).toEqual(
        new Set(runs.filter(({ trigger }) => trigger === 'manual').map((run) => run.id)),
      );
      const reverted = (await people(page)).filter((one) => reverts.some((run) => run.id === one.runId));
      expect(reverted.filter((one) => one.outcome === 'failed' || one.outcome === 'unknown')).toEqual([]);
      const theirs = reverted.find((one) => one.changeKey === edited.changeKey);
      expect(theirs?.fields.find(({ field }) => field === 'jobTitle')?.state).toBe('held-back');
      const wasKept = theirs?.outcome === 'skipped';
      if (wasKept) expect(theirs?.skip).toBe('edited-since');

      // The person is named as kept, value and reason, and the revert leads to its run.
      await page.getByRole('tab', { name: 'History' }).click();
      const revertButtons = page.getByRole('list', { name: 'Runs' }).getByRole('button', { name: /, revert$/ });
      const position = reverts
        .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
        .findIndex((run) => run.id === theirs?.runId);
      await revertButtons.nth(position).click();
      await page.getByRole('searchbox', { name: 'Search people in this run' }).fill(edited.name);
      await page
        .getByRole('button', { name: `Show changes for ${edited.name}` })
        .first()
        .click();
      await page.getByText('Changed after that run, so it stays.').first().waitFor();
      await page.getByText('Edited by hand').first().waitFor();
      await page.getByText('Takes back:').waitFor();
      await page
        .getByRole('button', { name: /manual import$/ })
        .first()
        .click();
      await page.getByText('Reverted:').waitFor();

      await refreshPreview(page);
      const rows = (
        (await readStored(page, 'pages')) as {
          changes: { key: string; selected: boolean; reason?: { code: string } }[];
        }[]
      ).flatMap((each) => each.changes);
      expect(rows.filter((row) => row.selected).map((row) => row.key)).toEqual(wasKept ? [edited.changeKey] : []);
      const marked = rows.filter((row) => row.reason?.code === 'reverted');
      expect(marked.length).toBeGreaterThan(created.length);
      const [someone] = reverted.filter((one) => marked.some((row) => row.key === one.changeKey));
      if (!someone) throw new Error('nobody is marked');
      await page.getByRole('searchbox', { name: 'Search people' }).fill(someone.name);
      await page
        .getByText(/^Reverted on /)
        .first()
        .waitFor();
      expect(
        await page
          .getByRole('checkbox', { name: `Include ${someone.name}` })
          .first()
          .isChecked(),
      ).toBe(false);
      await page
        .getByRole('button', { name: `Show changes for ${someone.name}` })
        .first()
        .click();
      await page.getByText('An administrator reverted this change.').first().waitFor();
      expect((await readPlan(page)).guards.filter(({ effect }) => effect === 'blocks')).toEqual([]);
    },
  );
});

describe('people not informed yet', () => {
  it.each(seeds)('get exactly one password email each, also when asked for twice (seed %i)', async (seed) => {
    const product = await startProduct({ sandbox: { employees: 60, seed } });
    const { sandbox, page } = product;
    await connect(product);
    await importEverybody(page);
    const waiting = (await readStored(page, 'uninformed')) as { siUserId: string; name: string }[];
    expect(waiting.length).toBeGreaterThan(1);
    const before = sandbox.state.si.mails.length;

    await page.getByRole('tab', { name: 'History' }).click();
    const n = waiting.length;
    await page.getByText(`${n} people were not informed yet`).click();
    await page.getByRole('button', { name: `Send password email to all ${n}…` }).click();
    const dialog = page.getByRole('dialog', { name: `Send ${n} password emails?` });
    await dialog.getByText('You said that Small Improvements does not mail new people by itself.').waitFor();
    await dialog.getByRole('button', { name: `Send ${n} emails` }).dblclick();
    await page
      .getByRole('status')
      .filter({ hasText: `${n} sent, 0 failed, 0 skipped` })
      .waitFor({ timeout: workMs });

    const mailed = () => sandbox.state.si.mails.slice(before).map(({ userId }) => userId);
    expect(mailed().toSorted()).toEqual(waiting.map(({ siUserId }) => siUserId).toSorted());
    expect(await readStored(page, 'uninformed')).toEqual([]);

    // Told again, as by a second page that still shows them, the worker sends nothing.
    const again = await page.evaluate(
      async (siUserIds) => {
        const { runtime } = (
          globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } }
        ).chrome;
        return JSON.stringify(
          await runtime.sendMessage({ family: 'page', command: 'sendPasswordEmails', data: { siUserIds } }),
        );
      },
      waiting.map(({ siUserId }) => siUserId),
    );
    expect(again).toContain('plan-changed');
    await page.getByRole('button', { name: 'All runs' }).click();
    await page.getByRole('list', { name: 'Runs' }).waitFor();
    expect(await page.getByText(/not informed yet/).count()).toBe(0);
    expect(mailed()).toHaveLength(n);
  });
});
