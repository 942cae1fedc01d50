import type { PageWords } from '../../scripts/lib/page-words.ts';

const workMs = 150_000;

const imports = (page: PageWords) =>
  page.getByRole('list', { name: 'Runs' }).getByRole('button', { name: /manual import$/ });

/** From the list of runs, where imports by hand are counted from the newest, to the question, answered with yes. */
export async function revertRun(page: PageWords, index: number): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click();
  await imports(page).nth(index).click();
  await page.getByRole('button', { name: 'Revert…' }).click();
  await page.getByRole('heading', { name: /^Revert: / }).waitFor();
  await page.getByRole('list', { name: 'What goes back' }).waitFor({ timeout: workMs });
  await page.getByRole('button', { name: 'Revert…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Revert \d+ (people|person)\?$/ });
  await dialog.getByRole('button', { name: 'Revert', exact: true }).click();
  await dialog.waitFor({ state: 'detached', timeout: workMs });
}
