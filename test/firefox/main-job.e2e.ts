import { expect, it } from 'vitest';
import { readLastRun, readPlan } from '../../scripts/lib/stored.ts';
import { importEverybody, openByClick, refreshPreview } from '../../scripts/lib/walk.ts';
import { fillSiLogin, logInAtBamboo, openPanel, profileUrl, sampleId } from '../e2e/overlay-product.ts';
import { expectFirstPreview } from '../e2e/product.ts';
import { startInFirefox } from './firefox-product.ts';
import { seed } from '../e2e/counts.ts';

it('connects, previews without writing, imports, finds nothing left, and shows the viewer’s reviews on a profile', async () => {
  const product = await startInFirefox({ sandbox: { seed } });
  const { page, sandbox, firefox } = product;
  await expectFirstPreview(product);

  const results = await importEverybody(page);
  expect(results.join()).not.toMatch(/failed [1-9]/);
  expect(results.at(-1)).toMatch(/^Imported [1-9]\d*, failed 0, skipped 0/);
  await refreshPreview(page);
  expect((await readPlan(page)).selected).toEqual({});

  await page.getByRole('tab', { name: 'History' }).click();
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('button');
  await runs.first().waitFor();
  expect(await runs.count()).toBe(2);
  await runs.first().click();
  await page
    .getByRole('button', { name: /^Show changes for / })
    .first()
    .click();
  await page.getByText('Confirmed').first().waitFor();
  expect(await readLastRun(page)).toMatchObject({ state: 'done', trigger: 'manual' });

  const profile = await firefox.tabs.newPage();
  await logInAtBamboo(profile, sandbox, 'admin');
  await profile.goto(profileUrl(sandbox, sampleId(sandbox)));
  const reviews = await openPanel(profile, 'Reviews');
  const button = reviews.getByRole('button', { name: 'Log in to Small Improvements' });
  await button.waitFor();
  const login = await openByClick(firefox.tabs, button);
  await fillSiLogin(login, sandbox.accounts.smallImprovements.login);
  await login.close();
  await profile.bringToFront();
  await reviews.getByRole('article').first().waitFor();
  const objectives = await openPanel(profile, 'Objectives');
  await objectives.getByRole('article').first().waitFor();
});
