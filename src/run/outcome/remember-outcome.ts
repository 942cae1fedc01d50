import type { JournalRow } from '../../domain/journal.ts';
import { isImport, type Run, type RunPerson } from '../../domain/run.ts';
import type { PairStore } from '../../history/pair-store.ts';
import { firstCreationOf } from './remember/first-creation.ts';
import { foundIdsAfter } from './remember/found-ids.ts';
import { rememberGoodRun } from './remember/good-run.ts';
import { confirmedLinks } from './remember/links.ts';
import { writabilityAfter } from './remember/not-writable.ts';
import { learnedForms } from './remember/own-forms.ts';
import { openCreations } from './remember/open-creations.ts';
import { refusedAfter } from './remember/refused-rows.ts';
import { forgetReleases } from './remember/releases.ts';
import { rememberReverted } from './remember/reverted.ts';
import { refusalOf } from './refusal.ts';
import { informing } from './remember/uninformed.ts';

/** Keeps what later plans and guards need of a finished run. Idempotent: remembering the same run twice leaves the same. */
export async function rememberOutcome(
  pairs: PairStore,
  run: Run,
  people: readonly RunPerson[],
  journal: readonly JournalRow[],
  nowMs: number,
): Promise<void> {
  const byKey = new Map(people.map((person) => [person.changeKey, person]));
  const blanked = journal.find(({ error }) => error?.code === 'write-blanked-field')?.error?.context.fields;
  const facts = await pairs.changeFacts(run.pair, (known) => ({
    ...known,
    ...writabilityAfter(known, journal),
    blanked: blanked ?? known.blanked,
    firstCreation: known.firstCreation ?? firstCreationOf(journal, nowMs),
    openCreations: openCreations(known, run, journal, nowMs),
    foundIds: foundIdsAfter(known, journal),
    refusedRows: refusedAfter(known.refusedRows, run, people, nowMs),
  }));
  await pairs.putOwnForms(learnedForms(run.pair, await pairs.ownForms(run.pair), journal));
  const links = await pairs.links(run.pair);
  await pairs.putLinks(run.pair, confirmedLinks({ run, people, journal, known: links, nowMs }));
  const listed = new Map((await pairs.uninformed(run.pair)).map((row) => [row.siUserId, row]));
  const informed = informing({ run, byKey, journal, facts, listed, nowMs });
  await pairs.changeUninformed(run.pair, informed.add, informed.remove);
  await forgetReleases(pairs, run, journal);
  await rememberReverted(pairs, run, people, nowMs);
  // What is no import opens no guard and is nothing later imports are measured by.
  if (run.state === 'done' && isImport(run) && !blanked && !refusalOf(journal))
    await rememberGoodRun(pairs, run, nowMs);
}
