import { describe, expect, it } from 'vitest';
import { until } from '../e2e/exactly-once.ts';
import { fillSiLogin } from '../e2e/overlay-product.ts';
import { connect } from '../e2e/product.ts';
import { linkEverybody, managed, pictures, setOption, shown } from '../e2e/si-product.ts';
import { startInFirefox } from './firefox-product.ts';
import { long } from '../e2e/counts.ts';

const patienceMs = 75_000;

describe.runIf(long)('the pages of Small Improvements in Firefox', () => {
  it('get pictures and managed fields without a reload, and lose them again', async () => {
    const product = await startInFirefox();
    const { sandbox, page, firefox } = product;
    await connect(product);
    await linkEverybody(page);
    const origin = sandbox.accounts.smallImprovements.address;
    const si = await firefox.tabs.newPage();
    await si.goto(`${origin}/login`);
    await fillSiLogin(si, sandbox.accounts.smallImprovements.login);

    const set = async (option: string, on: boolean) => {
      await page.bringToFront();
      await setOption(product, option, on);
      await si.bringToFront();
    };
    await set(pictures, true);
    await until(async () => (await shown(si)) > 10, patienceMs);
    await set(pictures, false);
    await until(async () => (await shown(si)) === 0, patienceMs);

    const { employees } = sandbox.state.truth;
    const user = sandbox.state.si.users.find(
      (each) => each.isActive && employees[each.externalSystemId ?? '']?.kind === 'unchanged',
    );
    await si.goto(`${origin}/app/users/${user?.id}/edit`);
    await si.getByLabel('First name').waitFor();
    await set(managed, true);
    const notes = si.getByText('Managed by BambooHR');
    await until(async () => (await notes.count()) === 8, patienceMs);
    await set(managed, false);
    await until(async () => (await notes.count()) === 0, patienceMs);
    expect(await si.getByLabel('First name').isDisabled()).toBe(false);
  });
});
