import type { CommandData } from '../messaging/protocol.ts';
import { AppError } from '../shared/app-error.ts';
import { currentPair } from '../run/current-pair.ts';
import type { RunDeps } from '../run/deps.ts';

/**
 * Notes whether Small Improvements mailed the first person created by itself. It may be corrected later.
 * Errors: `preview-needed` before any preview, `plan-missing` when nobody was created yet.
 * Effects: an audit entry; a person SI has mailed leaves the list of people not informed.
 */
export async function answerFirstCreation(
  deps: RunDeps,
  { mailed }: CommandData<'answerFirstCreation'>,
): Promise<void> {
  const pair = await currentPair(deps);
  const { firstCreation: question } = await deps.pairs.facts(pair);
  if (!question) throw new AppError('plan-missing');
  const atMs = deps.clock.now();
  await deps.pairs.changeFacts(pair, (facts) => ({ ...facts, firstCreation: { state: 'answered', mailed, atMs } }));
  if (mailed && question.state === 'asked') await deps.pairs.changeUninformed(pair, [], [question.siUserId]);
  const actor = (await deps.state.get('connection'))?.siUser;
  const word = (answer: boolean) => (answer ? 'mailed' : 'not-mailed');
  const before = question.state === 'answered' ? word(question.mailed) : undefined;
  await deps.audit.add([{ pair, what: 'firstCreation', before, after: word(mailed), atMs, actor }]);
  deps.announce('settings');
  deps.announce('runs');
}
