import type { StoredDecision } from '../domain/link.ts';
import type { Run, RunPerson } from '../domain/run.ts';
import type { PlanHeader } from '../domain/plan.ts';
import type { PairState, Uninformed } from '../domain/pair-state.ts';
import type { NamedState } from '../domain/state.ts';
import type { CompanyPair, PlanId, RunId } from '../domain/ids.ts';
import type { Change } from '../domain/change.ts';
import { createAuditStore } from './audit-store.ts';
import { type HistoryDb, onConnection } from './open.ts';
import { createPairRuns } from './pair-runs.ts';
import { createPairStore } from './pair-store.ts';
import { createPlanStore } from './plan-store.ts';
import { createRunStore } from './run-store.ts';
import type { AuditEntry } from '../domain/audit.ts';
import { createStateStore } from './state-store.ts';

/**
 * What extension pages may read from the database. Nothing here writes; pages are read one by one.
 *
 * Runs, their people, timelines and what the audit says of people are those of the connected company pair, the one of the
 * last preview, and of no other: a page cannot ask for another company's. Without a connection there are none.
 */
export interface HistoryReader {
  state<K extends keyof NamedState>(name: K): Promise<NamedState[K] | undefined>;
  planHeader(id: PlanId): Promise<PlanHeader | undefined>;
  /** Rows `page * rowsPerPage` onward; empty past the end. */
  planPage(id: PlanId, page: number): Promise<readonly Change[]>;
  /** Runs, newest first, started before the instant (epoch ms; default: all). */
  runs(limit: number, beforeMs?: number): Promise<readonly Run[]>;
  /** How many runs belong to other companies. */
  otherRuns(): Promise<number>;
  run(id: RunId): Promise<Run | undefined>;
  /** People of a run in the order of the plan. */
  runPeople(id: RunId, offset: number, limit: number): Promise<readonly RunPerson[]>;
  /** What every run did to one person, newest first. */
  timeline(changeKey: string, limit: number): Promise<readonly { readonly run: Run; readonly person: RunPerson }[]>;
  pairFacts(pair: CompanyPair): Promise<PairState>;
  decisions(pair: CompanyPair): Promise<readonly StoredDecision[]>;
  uninformed(pair: CompanyPair): Promise<readonly Uninformed[]>;
  /** Changes of settings, newest first. */
  audit(limit: number): Promise<readonly AuditEntry[]>;
}

/** Reads straight from the database; opens it at the first question. */
export function createHistoryReader(open: () => Promise<HistoryDb>): HistoryReader {
  const db = onConnection(open, (opened) => opened);
  const currentPair = async (): Promise<CompanyPair | undefined> =>
    (await createStateStore(await db()).get('connection'))?.pair;
  const own = async () => {
    const opened = await db();
    return createPairRuns({ runs: createRunStore(opened), state: createStateStore(opened) });
  };
  return {
    state: async (name) => createStateStore(await db()).get(name),
    planHeader: async (id) => createPlanStore(await db()).header(id),
    planPage: async (id, page) => createPlanStore(await db()).page(id, page),
    runs: async (limit, beforeMs) => (await own()).list(limit, beforeMs),
    otherRuns: async () => (await own()).countOthers(),
    run: async (id) => (await own()).get(id),
    runPeople: async (id, offset, limit) =>
      (await (await own()).get(id)) === undefined ? [] : createRunStore(await db()).people(id, offset, limit),
    timeline: async (changeKey, limit) => {
      const pair = await currentPair();
      return pair === undefined ? [] : createRunStore(await db()).timeline(pair, changeKey, limit);
    },
    pairFacts: async (pair) => createPairStore(await db()).facts(pair),
    decisions: async (pair) => createPairStore(await db()).storedDecisions(pair),
    uninformed: async (pair) => createPairStore(await db()).uninformed(pair),
    audit: async (limit) => createAuditStore(await db()).list(limit, { pair: await currentPair() }),
  };
}
