import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import microdiff from 'microdiff';
import { parseEmployees } from '../../src/bamboo-api/parse-employees.ts';
import { reportRow } from '../../src/bamboo-api/schemas.ts';
import { parseUsers } from '../../src/si-api/parse-users.ts';
import type { Employee, SiUser } from '../../src/domain/people.ts';
import { operationsOf } from '../../src/sync/operations/operations.ts';
import { plan } from '../../src/sync/plan.ts';
import { aLink, aPlanInput } from '../builders/plan-input.ts';
import { type BenchGroup, type Figure, figure, median } from './figure.ts';
import type { HeapReport } from './plan-heap.ts';
import { makePayloads, type Payloads, toPeople } from './plan-payloads.ts';

/** Times of one size, medians of the rounds in milliseconds. */
interface Timing {
  readonly parse: number;
  readonly plan: number;
  /** Median of the rounds' own ratios: what else the machine does meets both halves of a round. */
  readonly ratio: number;
}

const rounds = 9;

/**
 * Planning a company held against parsing the two answers it is made from, in one process and interleaved.
 * Planned is everything: match, compare, chart, guards, fingerprint and operations; people are matched by ID, or by link.
 *
 * What profiles (`node --cpu-prof` and the inspector's sampling of allocations, 10,000 and 100,000 people) led to:
 *
 * - A fifth of the time went into building `Map`s of ids, IDs and addresses, and more into collecting what they left while
 *   growing: src/sync/match/text-index.ts keeps positions in flat arrays sized beforehand. The IDs are indexed only when somebody
 *   asks, twins looked for only where the numbers say that there are some.
 * - A tenth was hashing for the fingerprint: two characters a step, no text put together first, and the running hash in a
 *   typed array, because 32-bit numbers in an object's own fields are boxed at every write.
 * - 103 MB were allocated for 100,000 people of which 27 MB stay: a closure for every comparison, lists for rows that have
 *   nothing to say, notes and reasons made anew for each row. They are shared or gone, which leaves 82 MB, indexes and all.
 * - Passes over everybody miss the cache at every person: questions only some can answer with yes (shared and exchanged
 *   emails, loops, possible duplicates) go through those people alone.
 *
 * What is left has no peak: rows, hashing and the collector's copying of what stays are each a fifth or less.
 */
export const planGroup: BenchGroup = {
  name: 'plan',
  run: () => {
    const small = makePayloads(1_000);
    measure(small, false);
    const thousand = measure(small, false);
    const middle = makePayloads(10_000);
    const tens = measure(middle, false);
    const large = makePayloads(100_000);
    const hundreds = measure(large, false);
    const linked = measure(large, true);
    return Promise.resolve([
      ratio('plan.1k.vs-json-parse', thousand, 3),
      ratio('plan.10k.vs-json-parse', tens, 0.75),
      ratio('plan.100k.vs-json-parse', hundreds, 1),
      ratio('plan.100k-linked.vs-json-parse', linked, 1.2),
      growth(tens, hundreds),
      ...heaps(),
      parsing(middle),
      genericDiff(middle),
    ]);
  },
};

function measure(payloads: Payloads, linked: boolean): Timing {
  const parse: number[] = [];
  const planned: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const [bamboo, si] = [JSON.parse(payloads.bamboo), JSON.parse(payloads.si)] as unknown[];
    parse.push(performance.now() - start);
    planned.push(timePlan(toPeople(bamboo, si), linked));
  }
  const ratios = planned.map((each, round) => each / (parse[round] ?? Number.NaN));
  return { parse: median(parse), plan: median(planned), ratio: median(ratios) };
}

function timePlan({ employees, users }: ReturnType<typeof toPeople>, linked: boolean): number {
  const links = linked ? employees.map((employee, at) => aLink(employee.id, users[at]?.id ?? '')) : [];
  const input = aPlanInput(employees, users, { links });
  const start = performance.now();
  const operations = operationsOf(plan(input));
  const took = performance.now() - start;
  const changed = Math.floor(employees.length / 50);
  if (operations.length < changed) throw new Error(`${operations.length} operations, ${changed} people differ`);
  return took;
}

function ratio(name: string, { parse, plan: planned, ratio: value }: Timing, atMost: number): Figure {
  const note = `median of ${rounds}: ${planned.toFixed(1)} ms beside ${parse.toFixed(1)} ms`;
  return figure(name, value, 'ratio', { atMost }, note);
}

/** How much faster planning grows than parsing from 10,000 to 100,000 people: 1 is side by side. */
function growth(tens: Timing, hundreds: Timing): Figure {
  const [ours, theirs] = [hundreds.plan / tens.plan, hundreds.parse / tens.parse];
  const note = `×${ours.toFixed(1)} beside ×${theirs.toFixed(1)}`;
  return figure('plan.growth.vs-json-parse', hundreds.ratio / tens.ratio, 'ratio', { atMost: 1.3 }, note);
}

/**
 * The heap at its worst, measured in a process that collects nothing while it plans (test/bench/plan-heap.ts): all that
 * planning allocates, garbage and buffers included, is more than any peak. Held against the parsed answers, and together
 * with the people planning is given against these people.
 */
function heaps(): readonly Figure[] {
  const flags = ['--max-semi-space-size=1024', '--min-semi-space-size=1024'];
  const script = join(import.meta.dirname, 'plan-heap.ts');
  const child = spawnSync(process.execPath, [...process.execArgv, ...flags, script, '100000'], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`the heap could not be measured: ${child.stderr}`);
  const { parsed, people, planned, operations, collections } = JSON.parse(child.stdout) as HeapReport;
  if (collections > 0) throw new Error(`${collections} collections while planning: the figure would be too small`);
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const note = `at most ${mb(planned)} for ${operations} operations beside ${mb(parsed)} parsed and ${mb(people)} of people`;
  return [
    figure('plan.100k.peak-heap-vs-parsed', planned / parsed, 'ratio', { atMost: 2 }, note),
    figure('plan.100k.peak-heap-with-people-vs-people', (people + planned) / people, 'ratio', { atMost: 2 }, note),
  ];
}

/** What checking every row of both answers costs beside parsing them; paid by the clients, not part of planning. */
function parsing(payloads: Payloads): Figure {
  const parse: number[] = [];
  const check: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const { employees } = JSON.parse(payloads.bamboo) as { employees: unknown[] };
    const users = JSON.parse(payloads.si) as unknown[];
    parse.push(performance.now() - start);
    const checking = performance.now();
    const good = parseEmployees(employees, reportRow, 'id').rows.size + parseUsers(users).rows.length;
    check.push(performance.now() - checking);
    if (good !== employees.length + users.length) throw new Error('a row did not parse');
  }
  const note = `median of ${rounds}: ${median(check).toFixed(1)} ms beside ${median(parse).toFixed(1)} ms`;
  return figure('plan.10k.zod-vs-json-parse', median(check) / median(parse), 'ratio', { atMost: 1 }, note);
}

/** What a generic difference of the same records, keyed by person, needs beside the plan: it only compares. */
function genericDiff(payloads: Payloads): Figure {
  const took: number[] = [];
  const planned: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { employees, users } = toPeople(JSON.parse(payloads.bamboo), JSON.parse(payloads.si));
    planned.push(timePlan({ employees, users }, false));
    const start = performance.now();
    const before = Object.fromEntries(users.map((user) => [String(user.externalId), comparable(user, user.login)]));
    const after = Object.fromEntries(employees.map((each) => [each.id, comparable(each, each.workEmail)]));
    if (microdiff(before, after).length < employees.length / 50) throw new Error('too few differences');
    took.push(performance.now() - start);
  }
  const note = `median of ${rounds}: ${median(took).toFixed(1)} ms, plan ${median(planned).toFixed(1)} ms`;
  const ratios = planned.map((each, round) => each / (took[round] ?? Number.NaN));
  return figure('plan.10k.vs-microdiff', median(ratios), 'ratio', { atMost: 5 }, note);
}

function comparable(person: Employee | SiUser, email: unknown) {
  const { firstName, lastName, location, jobTitle, department } = person;
  return { firstName, lastName, email, location, jobTitle, department };
}
