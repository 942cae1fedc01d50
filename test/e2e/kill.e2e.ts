import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readLastRun, readPlan, readStored } from '../../scripts/lib/stored.ts';
import { refreshPreview } from '../../scripts/lib/walk.ts';
import { createRandom } from '../../sandbox/random.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { connect, type Product, siWrites, startProduct } from './product.ts';

const seed = Number(process.env['TEST_SEED'] ?? 1) % 1_000;
const points = Number(process.env['KILL_POINTS'] ?? (process.env['TEST_LONG'] === '1' ? 5 : 2));
const people = { employees: 60, seed: 7 };

/** What SI holds of everybody, by login, without what depends on the moment. */
function endState(users: readonly SiUser[]) {
  const loginOf = new Map(users.map((user) => [user.id, user.loginname.toLowerCase()]));
  return users
    .map(
      ({
        loginname,
        firstName,
        lastName,
        role,
        department,
        location,
        gender,
        managerId,
        isActive,
        externalSystemId,
      }) => ({
        login: loginname.toLowerCase(),
        firstName,
        lastName,
        role,
        department,
        location,
        gender,
        manager: managerId === null ? null : loginOf.get(managerId),
        isActive,
        externalSystemId,
      }),
    )
    .toSorted((one, other) => (one.login < other.login ? -1 : 1));
}

/** The worker, ended from outside, as the browser ends it: whatever it was at is lost. */
async function killer(page: Page): Promise<{ kill(): Promise<void> }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  return {
    kill: async () => {
      await session.send('ServiceWorker.stopAllWorkers');
    },
  };
}

/** Lets everybody be created at once: the question about the first creation is another test's affair. */
async function answerInAdvance(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database does not open'));
    });
    const tx = db.transaction(['state', 'pairs'], 'readwrite');
    await new Promise<void>((resolve) => {
      const read = tx.objectStore('state').get('connection');
      read.onsuccess = () => {
        const { pair } = read.result as { pair: string };
        const firstCreation = { state: 'answered', mailed: false, atMs: 1 };
        tx.objectStore('pairs').put({ pair, manualImportDone: false, notWritable: [], firstCreation });
      };
      tx.oncomplete = () => resolve();
    });
    db.close();
  }, 'small-improvements-for-bamboohr');
}

async function startImport({ page }: Product): Promise<void> {
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
}

/** Wakes the worker as its alarm would, until the run has ended. */
async function untilEnded({ page }: Product): Promise<void> {
  await expect
    .poll(
      async () => {
        const run = await readLastRun(page);
        if (run?.state === 'running' || run === undefined) await wake(page);
        return run?.state;
      },
      { timeout: 170_000, interval: 1_000 },
    )
    .toBe('done');
}

async function wake(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { alarms } = (
      globalThis as unknown as { chrome: { alarms: { create(name: string, info: object): Promise<void> } } }
    ).chrome;
    await alarms.create('tick', { when: Date.now() });
  });
}

async function imported(killAfter?: number) {
  const product = await startProduct({ sandbox: people });
  const { page, sandbox } = product;
  await connect(product);
  await answerInAdvance(page);
  const before = siWrites(sandbox).length;
  await startImport(product);
  if (killAfter !== undefined) {
    await expect
      .poll(() => siWrites(sandbox).length - before, { timeout: 60_000, interval: 1 })
      .toBeGreaterThanOrEqual(killAfter);
    await (await killer(page)).kill();
  }
  await untilEnded(product);
  return { product, writes: siWrites(sandbox).length - before, end: endState(sandbox.state.si.users) };
}

describe('an import of sixty people whose worker is killed', () => {
  let whole: Awaited<ReturnType<typeof imported>> | undefined;
  const random = createRandom(seed, 'kills');
  const shares = Array.from({ length: points }, () => random.next());

  it('not at all, is the measure', async () => {
    whole = await imported();
    expect(whole.writes).toBeGreaterThan(20);
    await refreshPreview(whole.product.page);
    expect((await readPlan(whole.product.page)).selected).toEqual({});
  });

  it.each(shares)('after %f of its writes, comes to the same end', async (share) => {
    if (!whole) throw new Error('there is nothing to compare with');
    const killAfter = Math.max(1, Math.floor(share * (whole.writes - 1)));
    const { product, end } = await imported(killAfter);
    expect(end).toEqual(whole.end);
    const logins = product.sandbox.state.si.users.map((user) => user.loginname.toLowerCase());
    expect(new Set(logins).size).toBe(logins.length);
    const mailed = product.sandbox.state.si.mails.map((mail) => mail.userId);
    expect(new Set(mailed).size).toBe(mailed.length);
    const journal = (await readStored(product.page, 'journal')) as { state: string }[];
    expect(journal.filter(({ state }) => state === 'pending' || state === 'sent')).toEqual([]);
  });
});
