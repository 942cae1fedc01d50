import type { Uninformed } from '../../domain/pair-state.ts';
import { noCounts, noKinds, type Run, type RunPerson } from '../../domain/run.ts';
import { AppError } from '../../shared/app-error.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Operation } from '../../domain/operation.ts';
import type { RunWork } from '../activity.ts';
import { failRun } from '../outcome/end-run.ts';
import { writeOrders } from '../outcome/open-run.ts';
import { currentPair } from '../current-pair.ts';
import type { RunDeps, Systems } from '../deps.ts';

/**
 * The people of the list who are meant.
 * Errors: `preview-needed` before any preview; `plan-changed` when one of them is not on the list (any more).
 */
export async function checkMailable(deps: RunDeps, siUserIds: readonly string[]): Promise<readonly Uninformed[]> {
  const listed = new Map((await deps.pairs.uninformed(await currentPair(deps))).map((row) => [row.siUserId, row]));
  const people = [...new Set(siUserIds)].map((id) => listed.get(id as Uninformed['siUserId']));
  if (people.length === 0) throw new AppError('plan-empty');
  return people.map((person) => {
    if (!person) throw new AppError('plan-changed');
    return person;
  });
}

/**
 * Sends each of them one password email, as a run of its own: one person a request, never a second time by itself. Whom
 * another run informed, or may have informed, since they were chosen is left out.
 */
export async function sendPasswordEmails(
  deps: RunDeps,
  systems: Systems,
  people: readonly Uninformed[],
  work: RunWork,
): Promise<Run> {
  const pair = await currentPair(deps);
  const { visible = 0 } = (await deps.state.get('connection')) ?? {};
  let run: Run = {
    id: work.runId,
    pair,
    trigger: 'manual',
    task: 'mails',
    state: 'running',
    startedAtMs: deps.clock.now(),
    visible,
    kinds: noKinds,
    counts: noCounts,
  };
  try {
    work.activity.phase('reading-si');
    const snapshot = await systems.si.readEverybody({ signal: work.signal });
    if (`${systems.settings.bambooSubdomain}|${snapshot.companyId}` !== pair) throw new AppError('plan-changed');
    run = { ...run, actor: snapshot.me.name };
    const users = new Map(snapshot.users.map((user) => [user.id, user]));
    const listed = new Map((await deps.pairs.uninformed(pair)).map((row) => [row.siUserId, row]));
    const rows = people.map((person, index) =>
      toPerson(run, index, person, { now: listed.get(person.siUserId), user: users.get(person.siUserId) }),
    );
    const operations = rows
      .filter((person) => person.outcome === 'pending')
      .map(({ changeKey, name, siUserId }, seq): Operation => {
        return { stage: 'mails', seq, changeKey, name, siUserId, waitsFor: [] };
      });
    return await writeOrders(deps, systems.si, run, { operations, people: rows, accounts: snapshot.users }, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

/** Who is gone, deactivated, or informed since, as far as is known, gets no mail. `now`: as the list has the person by now. */
function toPerson(
  run: Run,
  index: number,
  person: Uninformed,
  { now, user }: { readonly now: Uninformed | undefined; readonly user: SiUser | undefined },
): RunPerson {
  const { siUserId, name, email } = person;
  const base = { runId: run.id, index, changeKey: `s:${siUserId}`, name, kind: 'unchanged', siUserId, email } as const;
  const isInformed = !now || (now.unknown === true && person.unknown !== true);
  if (user?.active && !isInformed) return { ...base, fields: [], outcome: 'pending' };
  return { ...base, fields: [], outcome: 'skipped', skip: 'changed-since' };
}
