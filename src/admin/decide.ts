import type { AuditEntry } from '../domain/audit.ts';
import type { CommandData } from '../messaging/protocol.ts';
import { type Decision, decisionId } from '../domain/link.ts';
import { currentPair } from '../run/current-pair.ts';
import type { RunDeps } from '../run/deps.ts';
import { withKeyTriedAgain } from '../run/outcome/remember/not-writable.ts';

/** Stores an admin's decision for the company pair of the last preview. Errors: `preview-needed` before any preview. */
export async function decide(deps: RunDeps, { decision, name }: CommandData<'decide'>): Promise<void> {
  const pair = await currentPair(deps);
  // Ids are checked for their shape by the protocol; that they name somebody is checked when they are used.
  const taken = decision as Decision;
  await deps.pairs.putDecision({ pair, id: decisionId(taken), decision: taken, name, atMs: deps.clock.now() });
  await audit(deps, { pair, what: `decision:${decisionId(taken)}`, after: taken.kind });
}

/** Takes a decision back; one that is not there any more is no error. */
export async function undecide(deps: RunDeps, { id }: CommandData<'undecide'>): Promise<void> {
  const pair = await currentPair(deps);
  await deps.pairs.removeDecision(pair, id);
  await audit(deps, { pair, what: `decision:${id}`, before: id.slice(0, id.indexOf(':')) });
}

/** Takes a field off the list of those Small Improvements does not take: the next preview compares it again. */
export async function tryFieldAgain(deps: RunDeps, { field }: CommandData<'tryFieldAgain'>): Promise<void> {
  const pair = await currentPair(deps);
  await deps.pairs.changeFacts(pair, (facts) => withKeyTriedAgain(facts, field));
  await audit(deps, { pair, what: 'notWritable', before: field });
}

async function audit(deps: RunDeps, entry: Omit<AuditEntry, 'atMs' | 'actor'>): Promise<void> {
  const actor = (await deps.state.get('connection'))?.siUser;
  await deps.audit.add([{ ...entry, atMs: deps.clock.now(), actor }]);
  deps.announce('settings');
}
