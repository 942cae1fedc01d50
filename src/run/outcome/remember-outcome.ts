import type { Link } from '../../domain/link.ts';
import type { Run, RunPerson } from '../../domain/run.ts';
import type { PairStore } from '../../history/pair-store.ts';
import type { JournalRow } from '../../domain/journal.ts';
import { must } from '../../shared/assert.ts';
import type { CompanyPair, SiUserId } from '../../domain/ids.ts';
import { valueOf } from '../../domain/cell.ts';
import type { SiUser } from '../../domain/people.ts';
import type { PairState, Uninformed } from '../../domain/pair-state.ts';

/** Keeps what later plans and guards need of a finished run. Done again for the same run, it comes to the same. */
export async function rememberOutcome(
  pairs: PairStore,
  run: Run,
  people: readonly RunPerson[],
  journal: readonly JournalRow[],
  nowMs: number,
): Promise<void> {
  const byKey = new Map(people.map((person) => [person.changeKey, person]));
  const known = await pairs.facts(run.pair);
  const notWritable = [...new Set([...known.notWritable, ...droppedKeys(journal)])];
  const facts: PairState = {
    ...known,
    notWritable,
    firstCreation: known.firstCreation ?? firstCreationOf(journal, nowMs),
    openCreations: openCreations(known, run, journal, nowMs),
  };
  await pairs.putFacts(facts);
  await pairs.putLinks(run.pair, confirmedLinks(byKey, journal, nowMs));
  const listed = new Map((await pairs.uninformed(run.pair)).map((row) => [row.siUserId, row]));
  const informed = informing({ run, byKey, journal, facts, listed, nowMs });
  await pairs.changeUninformed(run.pair, informed.add, informed.remove);
  await forgetReleases(pairs, run, journal);
  await rememberReverted(pairs, run, people, nowMs);
  // A revert and a mail say nothing about how many people the key can see.
  const isImport = run.trigger !== 'revert' && run.task !== 'mails';
  if (run.state === 'done' && isImport) await rememberGoodRun(pairs, run, nowMs);
}

const dayMs = 86_400_000;

/** What is open from before, for a day and unless this run tried them again, and what this run left open. */
function openCreations(
  { openCreations: before = [] }: PairState,
  run: Run,
  journal: readonly JournalRow[],
  nowMs: number,
): PairState['openCreations'] {
  const tried = journal.flatMap(({ operation, state }) =>
    operation.stage === 'create' ? [{ name: operation.name, email: operation.values.workEmail ?? '', state }] : [],
  );
  const isOld = ({ email, sinceMs }: { readonly email?: string | undefined; readonly sinceMs: number }) =>
    nowMs - sinceMs > dayMs || tried.some((each) => each.email === email);
  const left = tried.filter(({ state }) => state === 'unknown');
  return [
    ...before.filter((each) => !isOld(each)),
    ...left.map(({ name, email }) => ({
      pair: run.pair,
      name,
      email,
      why: 'created' as const,
      sinceMs: nowMs,
      runId: run.id,
    })),
  ];
}

/** Puts whoever turned up after a creation without a known outcome on the list of people not informed yet. */
export async function listFoundCreations(pairs: PairStore, pair: CompanyPair, users: readonly SiUser[]): Promise<void> {
  const facts = await pairs.facts(pair);
  const { openCreations: open = [], firstCreation } = facts;
  if (open.length === 0) return;
  const accounts = new Map(users.map((user) => [valueOf(user.login)?.toLowerCase(), user.id]));
  const idOf = (email = '') => accounts.get(email.toLowerCase());
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const found = open.flatMap((each): Uninformed[] => {
    const siUserId = siMails ? undefined : idOf(each.email);
    return siUserId === undefined ? [] : [{ ...each, siUserId }];
  });
  await pairs.changeUninformed(pair, found, []);
  await pairs.putFacts({ ...facts, openCreations: open.filter((each) => idOf(each.email) === undefined) });
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

function confirmedLinks(
  byKey: ReadonlyMap<string, RunPerson>,
  journal: readonly JournalRow[],
  nowMs: number,
): readonly Link[] {
  const links = new Map<string, Link>();
  for (const row of journal) {
    const person = byKey.get(row.operation.changeKey);
    if (row.state !== 'confirmed' || row.operation.stage === 'mails') continue;
    if (!row.siUserId || !person?.employeeId) continue;
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

/** What makes an account somebody's: one person's case is no proof for the company. */
const identityKeys: readonly string[] = ['firstName', 'lastName', 'workEmail'];

/** Keys Small Improvements takes from nobody: accepted, read back unchanged, and written for no one in this run. */
function droppedKeys(journal: readonly JournalRow[]): readonly string[] {
  const taken = new Set<string>();
  const dropped = new Map<string, number>();
  for (const { operation, state, error, dropped: keys = [] } of journal) {
    if (operation.stage !== 'fields') continue;
    for (const key of keys) dropped.set(key, (dropped.get(key) ?? 0) + 1);
    const missed =
      state === 'confirmed' ? [] : error?.code === 'write-not-confirmed' ? error.context.fields : undefined;
    if (missed) for (const key of Object.keys(operation.values)) if (!missed.includes(key)) taken.add(key);
  }
  const isProven = ([key, times]: readonly [string, number]) =>
    !taken.has(key) && times >= (identityKeys.includes(key) ? 2 : 1);
  return [...dropped].filter(isProven).map(([key]) => key);
}

function firstCreationOf(journal: readonly JournalRow[], atMs: number): PairState['firstCreation'] {
  const row = journal.find(({ operation, state }) => operation.stage === 'create' && state === 'confirmed');
  if (!row) return undefined;
  return { state: 'asked', name: row.operation.name, siUserId: must(row.siUserId, 'a creation has an account'), atMs };
}

interface Informing {
  readonly run: Run;
  readonly byKey: ReadonlyMap<string, RunPerson>;
  readonly journal: readonly JournalRow[];
  readonly facts: PairState;
  /** Who is on the list now. */
  readonly listed: ReadonlyMap<SiUserId, Uninformed>;
  readonly nowMs: number;
}

/** Who comes onto the list of people not informed yet, and who leaves it. */
function informing({ run, byKey, journal, facts: { firstCreation }, listed, nowMs }: Informing): {
  readonly add: readonly Uninformed[];
  readonly remove: readonly SiUserId[];
} {
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const add = new Map<SiUserId, Uninformed>();
  const remove = new Set<SiUserId>();
  const person = ({ operation }: JournalRow) => byKey.get(operation.changeKey);
  for (const row of journal) {
    const { stage } = row.operation;
    const id = row.siUserId ?? row.operation.siUserId ?? person(row)?.siUserId;
    if (id === undefined) continue;
    const entry = (why: Uninformed['why']): Uninformed => ({
      pair: run.pair,
      siUserId: id,
      name: row.operation.name,
      email: person(row)?.email,
      why,
      sinceMs: nowMs,
      runId: run.id,
    });
    if (stage === 'mails') {
      if (row.state === 'confirmed') {
        add.delete(id);
        remove.add(id);
      } else if (row.state === 'unknown') {
        add.set(id, { ...(add.get(id) ?? listed.get(id) ?? entry('created')), unknown: true });
      }
    } else if (row.state !== 'confirmed' || run.trigger === 'revert') {
      if (row.state === 'confirmed' && stage === 'deactivate') remove.add(id);
    } else if (stage === 'create') {
      if (!siMails) add.set(id, entry('created'));
    } else if (stage === 'reactivate') add.set(id, entry('reactivated'));
    else if (stage === 'deactivate') remove.add(id);
  }
  return { add: [...add.values()], remove: [...remove] };
}

/** A protected person is released for one deactivation: should the account come back, the name has to be typed again. */
async function forgetReleases(pairs: PairStore, run: Run, journal: readonly JournalRow[]): Promise<void> {
  for (const { operation, state } of journal) {
    if (operation.stage === 'deactivate' && state === 'confirmed')
      await pairs.removeDecision(run.pair, `deactivate:${operation.siUserId}`);
  }
}

/** Reverted rows stay out of automatic runs until an admin imports them again (design §3.7). */
async function rememberReverted(
  pairs: PairStore,
  run: Run,
  people: readonly RunPerson[],
  nowMs: number,
): Promise<void> {
  const done = people.filter(({ outcome }) => outcome === 'confirmed' || outcome === 'partly');
  const keys = done.map((person) => person.changeKey);
  if (run.trigger === 'revert') {
    await pairs.putReverted(
      keys.map((changeKey) => ({ pair: run.pair, changeKey, atMs: nowMs, runId: run.reverts ?? run.id })),
    );
  } else if (run.trigger === 'manual' && run.task === undefined) await pairs.forgetReverted(run.pair, keys);
}
