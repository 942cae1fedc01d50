import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { SiObjective } from '../../sandbox/state/si-state.ts';
import {
  adminId,
  openPanel,
  ownTab,
  panel,
  passThreshold,
  profileUrl,
  sampleId,
  startOverlay,
} from './overlay-product.ts';

/** What Small Improvements was asked by the worker since a moment; pages people open themselves do not count. */
function asksOf(sandbox: Sandbox): () => readonly string[] {
  const after = sandbox.requests.entries.at(-1)?.id ?? 0;
  return () =>
    sandbox.requests
      .find({ side: 'si', after })
      .filter((entry) => entry.path.startsWith('/api/v2/'))
      .map((entry) => entry.path);
}

/** A page that is nobody's: it looks like the profile of somebody, and names them. */
async function strangerPages(context: BrowserContext, hosts: readonly string[], email: string): Promise<void> {
  const links = ['employee.php', 'pto/', 'contacts.php'].map(
    (each) => `<a style="padding:8px" href="/employees/${each}?id=14">${each}</a>`,
  );
  const body = `<!doctype html><title>Bob</title><h1>Bob Jones</h1><a href="mailto:${email}">${email}</a>
    <nav style="display:flex">${links.join('')}</nav><div style="height:400px">content</div>`;
  for (const host of hosts)
    await context.route(`https://${host}/**`, (route) => route.fulfill({ contentType: 'text/html', body }));
}

/** As the page's own script would: opens the view by its address, presses what there is, and frames the panel itself. */
async function tryByScript(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    location.hash = '#si=reviews';
    await pause(600);
    for (const host of document.querySelectorAll('[data-si-overlay]'))
      (host.shadowRoot ?? host.firstElementChild?.shadowRoot)?.querySelector('a')?.click();
    await pause(600);
    const own = [...document.querySelectorAll('iframe')].map((frame) => frame.src).filter((src) => src !== '');
    for (const src of own)
      for (const [width, font] of [
        ['40px', 'Ahem'],
        ['320px', 'monospace'],
        ['1200px', 'Verdana'],
      ] as const) {
        const frame = document.createElement('iframe');
        frame.src = src.replace(/font=[^&]*/, `font=${font}`);
        frame.style.width = width;
        document.body.append(frame);
      }
    await pause(1_500);
    return own.length;
  });
}

describe('nothing leaves for Small Improvements', () => {
  it('from another company, the vendor’s own site, a port, or an address of two people', async () => {
    const { page, sandbox, context } = await startOverlay();
    const company = `${sandbox.accounts.bamboo.subdomain}.bamboohr.com`;
    const email = sandbox.state.si.users[0]?.email ?? '';
    await strangerPages(context, ['evil.bamboohr.com', 'www.bamboohr.com', `${company}:8443`], email);
    const asks = asksOf(sandbox);
    for (const [address, frames] of [
      ['https://evil.bamboohr.com/employees/employee.php?id=14', 2],
      ['https://www.bamboohr.com/employees/employee.php?id=14', 0],
      [`https://${company}:8443/employees/employee.php?id=14`, 0],
      [profileUrl(sandbox, `${sampleId(sandbox)}&id=${adminId(sandbox)}`), 0],
    ] as const) {
      await page.goto(address);
      await page.waitForTimeout(500);
      expect(`${address} ${await tryByScript(page)}`).toBe(`${address} ${frames}`);
      if (frames === 0) expect(await page.locator('[data-si-overlay]').count()).toBe(0);
      else await panel(page, 'objectives').first().getByText('Show Small Improvements on evil.bamboohr.com?').waitFor();
    }
    expect(asks()).toEqual([]);
  });

  it('before a trusted press: not by an address, a script’s click, copied frames or a swap', async () => {
    const { page, sandbox } = await startOverlay({ era: 'spa' });
    const url = profileUrl(sandbox, sampleId(sandbox));
    // The viewer has agreed to the company.
    await page.goto(url);
    const first = await openPanel(page, 'Reviews');
    await first.getByRole('article').first().waitFor();

    await page.goto('about:blank');
    await page.goto(url);
    await ownTab(page, 'Reviews').waitFor();
    const asks = asksOf(sandbox);
    expect(await tryByScript(page)).toBe(2);
    await panel(page, 'objectives').first().getByRole('button', { name: 'Show objectives' }).waitFor();
    expect(asks()).toEqual([]);

    // A real press fills the view that was pressed, and swaps to others by a script fill none.
    const pressed = asksOf(sandbox);
    await page.goto('about:blank');
    await page.goto(url);
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
    expect(pressed().length).toBeGreaterThan(0);
    const swapped = asksOf(sandbox);
    await page.evaluate(
      async (ids) => {
        for (const id of ids) {
          history.pushState(null, '', `/employees/employee.php?id=${id}#si=reviews`);
          await new Promise((resolve) => setTimeout(resolve, 400));
          location.hash = '#si=objectives';
          await new Promise((resolve) => setTimeout(resolve, 400));
        }
      },
      [adminId(sandbox), sandbox.state.bamboo.employees[3]?.id ?? ''],
    );
    expect(swapped()).toEqual([]);
  });
});

describe('the question whose company it is', () => {
  it('is asked once, answered by keyboard, listed, and can be taken back', async () => {
    const { page, sandbox, browser } = await startOverlay();
    const company = `${sandbox.accounts.bamboo.subdomain}.bamboohr.com`;
    const asks = asksOf(sandbox);
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await ownTab(page, 'Reviews').click();
    const reviews = panel(page, 'reviews');
    await reviews.getByRole('heading', { name: `Show Small Improvements on ${company}?` }).waitFor();
    expect(asks()).toEqual([]);
    await reviews.getByRole('button', { name: 'Show Small Improvements' }).focus();
    await page.keyboard.press('Enter');
    await reviews.getByRole('article').first().waitFor();
    const objectives = await openPanel(page, 'Objectives');
    await objectives.getByRole('article').first().waitFor();

    const popup = await browser.openPopupTab();
    await popup.getByRole('button', { name: 'Only see reviews and objectives' }).click();
    const list = popup.getByRole('list', { name: 'BambooHR pages that show Small Improvements' });
    await expect.poll(() => list.getByRole('listitem').locator('strong').allInnerTexts()).toEqual([company]);
    await list.getByRole('button', { name: /^Take back / }).click();
    await expect.poll(() => list.count()).toBe(0);

    await page.reload();
    const taken = asksOf(sandbox);
    await panel(page, 'objectives').getByText(`Show Small Improvements on ${company}?`).waitFor();
    expect(taken()).toEqual([]);
  });
});

describe('a frame’s height', () => {
  it('is the same for people with much, with nothing and unknown ones, at three widths', async () => {
    const { page, sandbox } = await startOverlay({ era: 'fabric-2025' });
    const { si, bamboo } = sandbox.state;
    const rich = si.users.find((each) => each.externalSystemId === sampleId(sandbox));
    const poor = bamboo.employees.find((each) => {
      const user = si.users.find((one) => one.externalSystemId === each.id);
      return each.status === 'Active' && user && user.id !== rich?.id && each.id !== adminId(sandbox);
    });
    const unknown = bamboo.employees.find(
      (each) => each.status === 'Active' && !si.users.some((user) => user.externalSystemId === each.id),
    );
    const cycle = si.objectiveCycles[0];
    if (!rich || !poor || !unknown || !cycle) throw new Error('the company is too small');
    const poorUser = si.users.find((each) => each.externalSystemId === poor.id);
    si.objectives = Array.from(
      { length: 60 },
      (_, index): SiObjective => ({
        id: `${'a'.repeat(19)}${String(index).padStart(2, '0')}A`,
        cycleId: cycle.id,
        ownerId: rich.id,
        authorId: rich.id,
        title: 'A long title '.repeat(1 + (index % 12)),
        visibility: 'public',
        due: Date.UTC(2026, 11, 31),
        createdAt: cycle.from,
        lastModified: cycle.from,
        status: index % 3,
        completionPercentage: index,
        parentId: null,
      }),
    ).filter((each) => each.ownerId !== poorUser?.id);
    const heightsOf = async (id: string) => {
      await page.goto('about:blank');
      await page.goto(profileUrl(sandbox, id));
      await ownTab(page, 'Objectives').waitFor();
      await page.evaluate(() => {
        const heights = new Set<number>();
        Object.assign(globalThis, { heights });
        const look = () => {
          for (const frame of document.querySelectorAll('iframe')) heights.add(frame.getBoundingClientRect().height);
          requestAnimationFrame(look);
        };
        look();
      });
      const frame = await openPanel(page, 'Objectives');
      await frame.locator('main[aria-busy=false]').waitFor();
      await page.waitForTimeout(400);
      return page.evaluate(() => [...(globalThis as unknown as { heights: Set<number> }).heights]);
    };
    for (const width of [1_280, 1_600, 1_150]) {
      await page.setViewportSize({ width, height: 900 });
      const seen = [];
      for (const id of [sampleId(sandbox), poor.id, unknown.id])
        seen.push((await heightsOf(id)).toSorted((a, b) => a - b));
      expect(seen[0]?.length).toBeGreaterThan(0);
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
      const frame = page.frames().find((each) => each.url().includes('/panel.html'));
      expect(await frame?.evaluate(() => getComputedStyle(document.body).minWidth)).toBe('320px');
    }
  });
});

describe('the page around', () => {
  it('is never told the name of the extension by an event or message', async () => {
    const { page, sandbox, browser } = await startOverlay();
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('message', (event) => heard.push(JSON.stringify(event.data)), true);
      for (const target of [window, document]) {
        const own = target.addEventListener.bind(target) as (type: string, listener: (event: Event) => void) => void;
        for (const type of ['si-overlay-start', 'wxt:content-script-started'])
          own(type, (event) => heard.push(`${event.type} ${JSON.stringify((event as CustomEvent).detail ?? null)}`));
      }
    });
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    const reviews = await openPanel(page, 'Reviews');
    await passThreshold(reviews);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
    expect(heard.filter((each) => each.includes(browser.extensionId) || each.includes('wxt'))).toEqual([]);
    expect(heard.filter((each) => !each.startsWith('si-overlay-start'))).toEqual([]);
    const markup = await page.evaluate(() => document.documentElement.outerHTML);
    expect(markup).not.toContain(browser.extensionId);
  });

  it('cannot lead our own pages to make markup or scripts of texts', async () => {
    const { browser } = await startOverlay({ signedIn: false });
    const popup = await browser.openPopupTab();
    const refused = await popup.evaluate(() => {
      const attempts: readonly (() => void)[] = [
        () => {
          document.body.innerHTML = '<b>x</b>';
        },
        () => {
          document.createElement('script').text = '1';
        },
        () => {
          trustedTypesOf().createPolicy('own', {});
        },
        () => {
          trustedTypesOf().createPolicy('worker-scripts', {});
        },
      ];
      function trustedTypesOf(): { createPolicy(name: string, rules: object): unknown } {
        return (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } })
          .trustedTypes;
      }
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  });
});
