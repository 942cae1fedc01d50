import type { PairStore } from '../history/pair-store.ts';
import type { JournalRow, Run, RunPerson } from '../history/schema.ts';
import type { Link } from '../sync/plan-types.ts';

/** Keeps what later plans and guards need of a finished run: links of confirmed people, and the facts of the pair. */
export async function rememberOutcome(
  pairs: PairStore,
  run: Run,
  people: readonly RunPerson[],
  journal: readonly JournalRow[],
  nowMs: number,
): Promise<void> {
  await pairs.putLinks(run.pair, confirmedLinks(people, journal, nowMs));
  if (run.state === 'done') await rememberGoodRun(pairs, run, nowMs);
}

/** Notes that a run of this pair went through to its end, with something to write or without. */
export async function rememberGoodRun(
  pairs: PairStore,
  run: Pick<Run, 'pair' | 'visible' | 'trigger' | 'counts'>,
  nowMs: number,
): Promise<void> {
  const facts = await pairs.facts(run.pair);
  await pairs.putFacts({
    ...facts,
    lastVisible: run.visible,
    lastSuccessMs: nowMs,
    manualImportDone: facts.manualImportDone || (run.trigger === 'manual' && run.counts.confirmed > 0),
  });
}

function confirmedLinks(people: readonly RunPerson[], journal: readonly JournalRow[], nowMs: number): Link[] {
  const byKey = new Map(people.map((person) => [person.changeKey, person]));
  const links = new Map<string, Link>();
  for (const row of journal) {
    const person = byKey.get(row.operation.changeKey);
    if (row.state !== 'confirmed' || !row.siUserId || !person?.employeeId) continue;
    links.set(person.changeKey, {
      employeeId: person.employeeId,
      siUserId: row.siUserId,
      email: person.email,
      by: person.match ?? 'employee-id',
      confirmedAtMs: nowMs,
      deactivatedByUs: row.operation.stage === 'deactivate' ? true : undefined,
    });
  }
  return [...links.values()];
}
