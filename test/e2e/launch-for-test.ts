import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { type LaunchedBrowser, type LaunchOptions, launchBrowser } from '../../scripts/lib/launch.ts';

/** Where a test says what is to be tidied away after it; tests that run side by side hand in their own. */
export type Finished = TestContext['onTestFinished'];

/** A browser that ends with the test; a failed test leaves a picture and the markup of every page in `artifacts/e2e`. */
export async function launchForTest(
  options: LaunchOptions,
  finished: Finished = onTestFinished,
): Promise<LaunchedBrowser> {
  const browser = await launchBrowser(options);
  finished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      const folder = join('artifacts', 'e2e');
      mkdirSync(folder, { recursive: true });
      const name = task.name.replaceAll(/\W+/g, '-').slice(0, 80);
      for (const [index, page] of browser.context.pages().entries()) {
        await page.screenshot({ path: join(folder, `${name}-${index}.png`) }).catch(() => undefined);
        const frames = await Promise.all(page.frames().map((each) => each.content().catch(() => '')));
        writeFileSync(join(folder, `${name}-${index}.txt`), frames.join('\n\n'));
      }
    }
    await browser.close();
  });
  return browser;
}
