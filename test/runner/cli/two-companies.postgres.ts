import { expect, test } from 'vitest';
import { runHere } from '../../../scripts/lib/runner/run-here.ts';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import { openTenant } from '../../../src/runner/tenant-deps.ts';
import { aRun } from '../../builders/stored.ts';
import { fastClock, outsideOf } from '../work/companies.ts';
import { freshDatabase } from '../support/fresh-database.ts';

const fresh = freshDatabase();
const siAddress = 'https://acme.small-improvements.com';

/** What a command says to programs. */
async function said<Result>(args: readonly string[], exit = 0): Promise<Result> {
  const { code, out } = await runHere([...args, '--json'], { DATABASE_URL: fresh().url });
  expect(code).toBe(exit);
  return JSON.parse(out) as Result;
}

/** A tenant that was moved from one BambooHR to another, each with a run; the present one is `current`, as from a preview. */
async function movedTenant() {
  const { tenant, stores } = await fresh().home();
  const { settings, state, runs } = stores();
  const pairOf = (subdomain: string) => `${subdomain}|si-${tenant}` as CompanyPair;
  const previewOf = (subdomain: string) =>
    state.set('connection', {
      pair: pairOf(subdomain),
      subdomain,
      siAddress,
      siUser: 'Ada Admin',
      siCompanyName: 'Acme',
      visible: 1,
      atMs: fastClock.now(),
    });
  await settings.set({ ...defaultSettings, mode: 'sync', bambooSubdomain: 'old', siAddress });
  await previewOf('old');
  await runs.put(aRun('of-old', 1_000, { pair: pairOf('old') }));
  const moveTo = async (bambooSubdomain: string) => {
    const { deps } = openTenant(tenant, { ...fresh(), outside: outsideOf([]) });
    await saveSettings(deps, { bambooSubdomain });
  };
  return { tenant, runs, pairOf, previewOf, moveTo };
}

interface Status {
  readonly companies: readonly { readonly lastRun?: { readonly id: string } }[];
}

test('history and status show the runs of the present company pair, and of no other', async () => {
  const { tenant, runs, pairOf, previewOf, moveTo } = await movedTenant();
  const lastRun = async () => (await said<Status>(['status', tenant])).companies[0]?.lastRun?.id;
  expect(await said(['history', tenant])).toMatchObject([{ id: 'of-old' }]);

  await moveTo('new');
  expect(await said(['history', tenant])).toEqual([]);
  expect(await lastRun()).toBeUndefined();

  await previewOf('new');
  await runs.put(aRun('of-new', 500, { pair: pairOf('new') }));
  expect(await said(['history', tenant])).toMatchObject([{ id: 'of-new' }]);
  expect(await lastRun()).toBe('of-new');
  expect(await said(['history', tenant, '--run', 'of-new'])).toMatchObject({ run: { id: 'of-new' } });
  const other = await said<{ error: { code: string } }>(['history', tenant, '--run', 'of-old'], 2);
  expect(other.error.code).toBe('run-unknown');
  const told = await runHere(['history', tenant], { DATABASE_URL: fresh().url });
  expect(told.out).toContain('Runs of another company this name was connected to, not shown: 1');
});
