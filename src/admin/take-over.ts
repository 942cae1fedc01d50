import type { CommandData } from '../messaging/protocol.ts';
import { AppError } from '../shared/app-error.ts';
import { currentPair } from '../run/current-pair.ts';
import type { RunDeps } from '../run/deps.ts';
import { dropPlan } from '../run/plan/consent.ts';

/**
 * Whether the company is the one that was connected under another BambooHR address. If so, what is remembered of its
 * people is taken over, all or nothing, and a preview has to be made anew; if not, it is not asked again.
 *
 * Errors:  `preview-needed` before any preview, `plan-changed` when this is not what was asked, `run-busy` while a run is open
 * Effects: an audit entry; drops the plan, which was made without what is taken over
 */
export async function answerTakeOver(deps: RunDeps, { from, same }: CommandData<'answerTakeOver'>): Promise<void> {
  const pair = await currentPair(deps);
  const offer = await deps.state.get('take-over');
  if (offer?.from !== from || offer.pair !== pair) throw new AppError('plan-changed', { fields: ['company'] });
  if (await deps.runs.openRun()) throw new AppError('run-busy');
  if (same) {
    await deps.pairs.takeOver(offer.from, pair);
    await dropPlan(deps);
  } else {
    await deps.pairs.changeFacts(pair, (facts) => ({
      ...facts,
      askedAbout: [...(facts.askedAbout ?? []), offer.from],
    }));
  }
  await deps.state.clear('take-over');
  const actor = (await deps.state.get('connection'))?.siUser;
  const entry = { what: 'takeOver', before: addressOf(offer.from), after: same ? 'taken' : 'left' };
  await deps.audit.add([{ ...entry, pair, atMs: deps.clock.now(), actor }]);
  deps.announce('settings');
  deps.announce('plan');
}

function addressOf(pair: string): string {
  return pair.slice(0, pair.indexOf('|'));
}
