import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adminId, openPanel, ownTab, panel, profileUrl, sampleId, startOverlay } from './overlay-product.ts';
import { long } from './counts.ts';

type Call = { readonly family: 'profile'; readonly command: string; readonly data: unknown };
interface ExtensionGlobal {
  readonly chrome: {
    readonly runtime: { sendMessage(call: Call): Promise<{ ok: boolean; error?: { code: string } }> };
  };
}

/** As a panel would whose button was pressed. */
const callOf = (command: string, employeeId: string): Call => ({
  family: 'profile',
  command,
  data: { employeeId, pressed: true, loggedIn: false },
});

function panelFrame(page: Page) {
  const frame = page.frames().find((each) => each.url().includes('/panel.html'));
  if (!frame) throw new Error('there is no panel');
  return frame;
}

describe('the overlay in a browser that', () => {
  it.each([
    ['blocks third-party cookies', true],
    ['lets third-party cookies pass', false],
  ])('%s shows reviews, whatever a frame of Small Improvements itself may', async (_, blocked) => {
    const profile = await mkdtemp(join(tmpdir(), 'extension-profile-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 3 }));
    await mkdir(join(profile, 'Default'));
    const preferences = { profile: { cookie_controls_mode: blocked ? 1 : 0, block_third_party_cookies: blocked } };
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
    const { page, sandbox } = await startOverlay({ browser: { profile }, siCookie: 'none' });
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
    // The control: the same cookie, meant for frames as well, in a frame of the same page.
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.id = 'control';
      frame.src = 'https://app.small-improvements.com/app/home';
      document.body.append(frame);
    });
    const heading = page.frameLocator('#control').getByRole('heading', { level: 1 });
    await heading.waitFor();
    expect(await heading.innerText()).toBe(blocked ? 'Log in' : 'Home');
    expect(await reviews.getByRole('article').count()).toBeGreaterThan(0);
  });
});

describe('what the page around the panels can learn', () => {
  it('is no text of a review or objective, however it looks', async () => {
    const { page, sandbox } = await startOverlay();
    const id = sampleId(sandbox);
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('message', (event) => heard.push(JSON.stringify(event.data)), true);
    });
    await page.goto(profileUrl(sandbox, id));
    for (const name of ['Reviews', 'Objectives'] as const) {
      const frame = await openPanel(page, name);
      await frame.getByRole('article').first().waitFor();
    }
    const seen = await page.evaluate(() => {
      const texts: string[] = [...(globalThis as unknown as { heard: string[] }).heard];
      const walk = (node: Node) => {
        texts.push(node.nodeValue ?? '');
        if (node instanceof Element) {
          for (const { value } of node.attributes) texts.push(value);
          if (node.shadowRoot) walk(node.shadowRoot);
          if (node instanceof HTMLIFrameElement) {
            try {
              if (node.contentDocument) walk(node.contentDocument);
            } catch {
              texts.push('(closed)');
            }
          }
        }
        for (const child of node.childNodes) walk(child);
      };
      walk(document);
      for (let index = 0; index < frames.length; index += 1) {
        try {
          texts.push(frames[index]?.document.body.textContent ?? '');
        } catch {
          texts.push('(closed)');
        }
      }
      return texts.join('\n');
    });
    const user = sandbox.state.si.users.find((each) => each.externalSystemId === id);
    const secrets = [
      ...sandbox.state.si.reviewCycles.map((cycle) => cycle.name),
      ...sandbox.state.si.objectives.filter((each) => each.ownerId === user?.id).map((each) => each.title),
      'Not shared yet',
      'Shared on',
      'Self-assessment',
    ];
    expect(seen).toContain('(closed)');
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
  });

  it('stays in memory and was read with GET', async () => {
    const { page, sandbox, browser } = await startOverlay();
    const id = sampleId(sandbox);
    await page.goto(profileUrl(sandbox, id));
    const from = sandbox.requests.entries.at(-1)?.id ?? 0;
    for (const name of ['Reviews', 'Objectives'] as const) {
      const frame = await openPanel(page, name);
      await frame.getByRole('article').first().waitFor();
    }
    const asked = sandbox.requests.find({ side: 'si', after: from });
    expect(asked.length).toBeGreaterThan(3);
    expect(new Set(asked.map((entry) => entry.method))).toEqual(new Set(['GET']));
    expect(asked.every((entry) => entry.who.startsWith('session:'))).toBe(true);
    const worker = await browser.worker();
    const stored = await worker.evaluate(async () => {
      const { storage } = (
        globalThis as unknown as { chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> } }
      ).chrome;
      return JSON.stringify([
        await storage.local.get(),
        await storage.session.get(),
        await indexedDB.databases(),
        await caches.keys(),
      ]);
    });
    expect(stored).not.toContain('Review');
    expect(stored).not.toContain(sandbox.state.si.objectives[0]?.title ?? '-');
  });

  it.each(long ? (['fabric-2025', 'prototype-2026', 'bem-2018', 'jss-2023'] as const) : (['fabric-2025'] as const))(
    'is not even a violation of its strict policy (%s)',
    async (era) => {
      const { page, sandbox } = await startOverlay({ era: `${era}+csp` });
      await page.goto(profileUrl(sandbox, sampleId(sandbox)));
      for (const name of ['Reviews', 'Objectives'] as const) {
        const frame = await openPanel(page, name);
        await frame.getByRole('article').first().waitFor();
      }
      await page.waitForTimeout(500);
      expect(sandbox.requests.find({ path: '/csp-report' })).toEqual([]);
      // The control: the policy is in force, and reports arrive.
      await page
        .evaluate(() => {
          const script = document.createElement('script');
          script.append('1');
          document.body.append(script);
        })
        .catch(() => undefined);
      await expect.poll(() => sandbox.requests.find({ path: '/csp-report' }).length).toBeGreaterThan(0);
    },
  );
});

describe('a question that is not a panel’s own', () => {
  it('is refused: from other pages, for other people, from where no profile is', async () => {
    const { page, sandbox, browser, context } = await startOverlay();
    const id = sampleId(sandbox);
    const ask = (call: Call) => (globalThis as unknown as ExtensionGlobal).chrome.runtime.sendMessage(call);
    const forbidden = { ok: false, error: { code: 'message-forbidden' } };

    const popup = await browser.openPopupTab();
    expect(await popup.evaluate(ask, callOf('readReviews', id))).toMatchObject(forbidden);
    const alone = await context.newPage();
    await alone.goto(`chrome-extension://${browser.extensionId}/panel.html#view=reviews&employee=${id}`);
    await alone.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await alone.evaluate(ask, callOf('readReviews', id))).toMatchObject(forbidden);

    await page.goto(profileUrl(sandbox, id));
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
    const frame = panelFrame(page);
    const mine = adminId(sandbox);
    expect(await frame.evaluate(ask, callOf('readReviews', mine))).toMatchObject(forbidden);
    expect(await frame.evaluate(ask, callOf('openPerson', id))).toMatchObject(forbidden);
    expect(await frame.evaluate(ask, callOf('readReviews', '1 or 1'))).toMatchObject({
      ok: false,
      error: { code: 'message-invalid' },
    });

    // A page of BambooHR frames the panel by itself, where no profile is shown.
    const address = await page.locator('iframe').first().getAttribute('src');
    const from = sandbox.requests.entries.at(-1)?.id ?? 0;
    await page.goto(`${new URL(page.url()).origin}/home`);
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.title = 'Small Improvements reviews';
      frame.src = src ?? '';
      document.body.append(frame);
    }, address);
    await panel(page, 'reviews').getByRole('button', { name: 'Try again' }).waitFor();
    expect(sandbox.requests.find({ side: 'si', after: from })).toEqual([]);
  });

  it('cannot be framed by any other site', async () => {
    const { page, sandbox, context } = await startOverlay();
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await openPanel(page, 'Reviews');
    const address = await page.locator('iframe').first().getAttribute('src');
    const foreign = await context.newPage();
    await foreign.goto('https://app.small-improvements.com/app/home');
    await foreign.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src ?? '';
      document.body.append(frame);
    }, address);
    await foreign.waitForTimeout(500);
    expect(foreign.frames().filter((each) => each.url().includes('panel.html'))).toEqual([]);
  });
});

describe('hundreds of profiles in one tab', () => {
  it('leave no nodes and no listeners behind', async () => {
    const { page, sandbox, context } = await startOverlay({ era: 'spa' });
    const ids = sandbox.state.bamboo.employees.slice(0, 10).map((employee) => employee.id);
    await page.goto(profileUrl(sandbox, ids[0] ?? ''));
    await ownTab(page, 'Reviews').waitFor();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const count = async () => {
      await page.waitForTimeout(300);
      for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
    };
    const visit = async (from: number, to: number) => {
      for (let turn = from; turn < to; turn += 1) {
        await page.evaluate(
          async ({ id, open }) => {
            const link = document.createElement('a');
            link.href = `/employees/employee.php?id=${id}`;
            document.body.append(link);
            link.click();
            link.remove();
            const wanted = `id=${id}`;
            const isThere = () =>
              [...document.querySelectorAll('[data-si-overlay="reviews"]')].some((host) =>
                host.shadowRoot?.querySelector('a')?.href.includes(wanted),
              );
            while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 5));
            if (open) {
              location.hash = '#si=reviews';
              await new Promise((resolve) => setTimeout(resolve, 60));
            }
          },
          { id: ids[turn % ids.length] ?? '', open: turn % 7 === 0 },
        );
      }
    };
    const [first, all] = long ? [50, 500] : [30, 90];
    await visit(1, first);
    const looks = [await count(), await count(), await count(), await count()];
    const nodes = Math.min(...looks.map((look) => look.nodes)) * 1.02 + 1;
    const listeners = Math.min(...looks.map((look) => look.listeners)) * 1.02 + 1;
    await visit(first, all);
    // What leaks stays; what the page's own last swap still holds is gone a moment later.
    const grown = async () => {
      const after = await count();
      return { nodes: Math.max(0, after.nodes - nodes), listeners: Math.max(0, after.listeners - listeners) };
    };
    await expect.poll(grown).toEqual({ nodes: 0, listeners: 0 });
  }, 600_000);
});
