import { PerformanceObserver } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { operationsOf } from '../../src/sync/operations/operations.ts';
import { plan } from '../../src/sync/plan.ts';
import { aPlanInput } from '../builders/plan-input.ts';
import { makePayloads, toPeople } from './plan-payloads.ts';

/**
 * A process of its own, started by test/bench/plan.ts with a young generation so large that nothing is collected while a
 * company is planned: what the heap holds at the end is then all that was ever allocated, which no peak can exceed.
 * Prints the bytes as JSON.
 */
export interface HeapReport {
  /** The two answers as `JSON.parse` gives them. */
  readonly parsed: number;
  /** The normalised people planning is given; they share their texts with nothing else by then. */
  readonly people: number;
  /** Everything planning allocated, buffers outside the heap among it. */
  readonly planned: number;
  readonly operations: number;
  /** Collections while planning: the figures hold only if there were none. */
  readonly collections: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function settled(): number {
  collect();
  return used();
}

/** Plans a small company often, so that compiling is over and its memory counts for nobody. */
function warmUp(): void {
  const payloads = makePayloads(1_000);
  for (let round = 0; round < 20; round += 1) {
    const { employees, users } = toPeople(JSON.parse(payloads.bamboo), JSON.parse(payloads.si));
    operationsOf(plan(aPlanInput(employees, users)));
  }
}

async function measure(): Promise<HeapReport> {
  warmUp();
  const payloads = makePayloads(Number(process.argv[2] ?? 100_000));
  const empty = settled();
  let answers: [unknown, unknown] | undefined = [JSON.parse(payloads.bamboo), JSON.parse(payloads.si)];
  const parsed = settled() - empty;
  const { employees, users } = toPeople(answers[0], answers[1]);
  answers = undefined;
  const input = aPlanInput(employees, users);
  const before = settled();
  let collections = 0;
  const watch = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  watch.observe({ entryTypes: ['gc'] });
  const operations = operationsOf(plan(input));
  const planned = used() - before;
  await new Promise((resolve) => setTimeout(resolve, 50));
  watch.disconnect();
  return { parsed, people: before - empty, planned, operations: operations.length, collections };
}

process.stdout.write(JSON.stringify(await measure()));
