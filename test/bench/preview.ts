import type { Page } from 'playwright-core';
import type { Accounts } from '../../sandbox/accounts.ts';
import type { RequestEntry } from '../../sandbox/server/request-log.ts';
import { readStored } from '../../scripts/lib/stored.ts';
import { refreshPreview } from '../../scripts/lib/walk.ts';
import { atConnected, type Connected } from './connected.ts';
import { type BenchGroup, type Figure, figure, median } from './figure.ts';

const people = 10_000;
const rounds = 5;

/** One request as the product made it, to be made again by hand. */
interface Plain {
  readonly side: RequestEntry['side'];
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Place of the request whose answer says what to ask for here: a page's cursor, the ids of profiles. */
  readonly after: number | undefined;
}

/**
 * A whole preview of a large company, from the click until its bar stands there, beside the same requests made by a plain
 * loop that parses the answers and drops them, in the same browser and in turns. Both ask each vendor four things at once,
 * and neither asks for what only another answer names before it has that.
 */
export const previewGroup: BenchGroup = {
  name: 'preview',
  inBrowser: true,
  run: () => atConnected(people, measurePreview),
};

async function measurePreview({ sandbox, page }: Connected): Promise<readonly Figure[]> {
  sandbox.requests.clear();
  await refreshPreview(page);
  const { entries } = sandbox.requests;
  const requests = entries.map((entry, at) => plainOf(entry, afterWhich(entries, at), sandbox.accounts));
  // A page of the extension in which nothing else happens: one with the product in it would read each new plan as well.
  const other = await page.context().newPage();
  await other.goto(new URL('/panel.html', page.url()).href);
  // The first round fills caches on both sides.
  await repeat(other, requests);
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const turns = [
      async () => {
        await page.bringToFront();
        ours.push(await ownPreview(page));
      },
      async () => {
        await other.bringToFront();
        plain.push(await repeat(other, requests));
      },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  const ratio = median(ours.map((ms, index) => ms / (plain[index] ?? Number.NaN)));
  const note = `medians of ${rounds}, ${people} people, ${requests.length} requests: ${median(ours).toFixed(0)} ms beside ${median(plain).toFixed(0)} ms`;
  return [figure('preview.10k.vs-fetch-and-parse', ratio, 'ratio', { atMost: 1.5 }, note)];
}

function afterWhich(entries: readonly RequestEntry[], at: number): number | undefined {
  const { side, path, query } = entries[at] as RequestEntry;
  const isSource = query.includes(encodeURIComponent('page[after]'))
    ? (other: RequestEntry) => other.path === path && other.query.includes(encodeURIComponent('page[limit]'))
    : path.endsWith('/by-ids') && ((other: RequestEntry) => other.path.endsWith('/medium'));
  if (!isSource) return undefined;
  const source = entries.findLastIndex((other, index) => index < at && other.side === side && isSource(other));
  if (source === -1) throw new Error(`nothing before ${path} says what to ask for`);
  return source;
}

function plainOf(entry: RequestEntry, after: number | undefined, accounts: Accounts): Plain {
  const { apiKey } = accounts.bamboo;
  const authorization =
    entry.side === 'bamboo' ? `Basic ${btoa(`${apiKey}:x`)}` : `Bearer ${accounts.smallImprovements.token}`;
  return {
    side: entry.side,
    url: `https://${entry.host.split(':')[0]}${entry.path}${entry.query && `?${entry.query.replace(/^\?/, '')}`}`,
    method: entry.method,
    headers: {
      Accept: 'application/json',
      Authorization: authorization,
      ...(entry.contentType === null ? {} : { 'Content-Type': entry.contentType }),
    },
    body: entry.body,
    after,
  };
}

/** Milliseconds from the click until the progress is gone and nothing in the page changes any more. */
async function ownPreview(page: Page): Promise<number> {
  const stored = async () =>
    JSON.stringify((await readStored(page, 'plans')).map((plan) => (plan as { id: string }).id));
  const before = await stored();
  const button = await page.getByRole('button', { name: 'Refresh preview' }).elementHandle();
  const tookMs = await page.evaluate(async (pressed) => {
    const quietMs = 250;
    const startedMs = performance.now();
    const seen = { changedMs: startedMs, busy: false };
    const progress = '[role=progressbar]';
    const observer = new MutationObserver(() => {
      seen.changedMs = performance.now();
      seen.busy ||= document.querySelector(progress) !== null;
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    (pressed as HTMLButtonElement | null)?.click();
    while (!seen.busy || document.querySelector(progress) || performance.now() - seen.changedMs < quietMs)
      await new Promise((resolve) => {
        setTimeout(resolve, quietMs / 5);
      });
    observer.disconnect();
    return seen.changedMs - startedMs;
  }, button);
  if ((await stored()) === before) throw new Error('no new preview came');
  return tookMs;
}

/** Milliseconds until all answers are parsed. */
function repeat(page: Page, requests: readonly Plain[]): Promise<number> {
  return page.evaluate(async (all) => {
    const startedMs = performance.now();
    // Requests begin in their order, so that what one waits for has always begun.
    const begun = new Map<number, Promise<unknown>>();
    await Promise.all(
      ['bamboo', 'si'].map(async (side) => {
        const waiting = all.flatMap((each, at) => (each.side === side ? [{ ...each, at }] : []));
        await Promise.all(
          [1, 2, 3, 4].map(async () => {
            for (let next = waiting.shift(); next; next = waiting.shift()) {
              const { at, after, url, method, headers, body } = next;
              const source = after === undefined ? undefined : begun.get(after);
              const answer = Promise.resolve(source).then(async () => {
                const response = await fetch(url, { method, headers, body, credentials: 'omit', cache: 'no-store' });
                if (!response.ok) throw new Error(`${url} answers ${response.status}`);
                await response.json();
              });
              begun.set(at, answer);
              await answer;
            }
          }),
        );
      }),
    );
    return performance.now() - startedMs;
  }, requests);
}
