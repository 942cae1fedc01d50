import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { FirefoxPage } from '../../scripts/lib/firefox/firefox-page.ts';
import { type FirefoxOptions, type LaunchedFirefox, launchFirefox } from '../../scripts/lib/firefox/launch-firefox.ts';

export interface FirefoxProduct {
  readonly sandbox: Sandbox;
  readonly firefox: LaunchedFirefox;
  /** The extension's page in a tab. */
  readonly page: FirefoxPage;
}

/** Sandbox, Firefox with the built extension, and its page; all gone with the test. */
export async function startInFirefox(
  options: { readonly sandbox?: SandboxOptions; readonly firefox?: Partial<FirefoxOptions> } = {},
): Promise<FirefoxProduct> {
  const sandbox = await startSandbox({ employees: 60, ...options.sandbox });
  onTestFinished(() => sandbox.stop());
  const firefox = await launchForFirefoxTest({ port: sandbox.port, ...options.firefox });
  return { sandbox, firefox, page: await firefox.openPopupTab() };
}

/** A Firefox that ends with the test; a failed test leaves a picture and the markup of every page in `artifacts/e2e`. */
export async function launchForFirefoxTest(options: FirefoxOptions): Promise<LaunchedFirefox> {
  const firefox = await launchFirefox(options);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      const folder = join('artifacts', 'e2e');
      mkdirSync(folder, { recursive: true });
      const name = `firefox-${task.name.replaceAll(/\W+/g, '-').slice(0, 80)}`;
      for (const [index, page] of (await firefox.browser.pages().catch(() => [])).entries()) {
        await page.screenshot({ path: join(folder, `${name}-${index}.png`) }).catch(() => undefined);
        const markup = await Promise.all(page.frames().map((each) => each.content().catch(() => '')));
        writeFileSync(join(folder, `${name}-${index}.txt`), markup.join('\n\n'));
      }
    }
    await firefox.close();
  });
  return firefox;
}
