import type { CompanyPair } from '../../domain/ids.ts';
import type { TakeOverOffer } from '../../domain/pair-state.ts';
import { isSameStaff } from '../../sync/match/same-staff.ts';
import type { RunDeps } from '../deps.ts';
import type { Planned } from './plan-afresh.ts';

/**
 * A BambooHR address can be renamed: the people, their ids and the company at Small Improvements stay, but what is
 * remembered of them belongs to the old pair. Where that is so, a question is left for the preview; nothing is ever taken
 * over by itself. Effects: the state `take-over`; remembers whose key it was.
 */
export async function offerTakeOver(deps: Pick<RunDeps, 'pairs' | 'state'>, planned: Planned): Promise<void> {
  const offer = await findOffer(deps, planned);
  if (offer) await deps.state.set('take-over', offer);
  else await deps.state.clear('take-over');
  const { keyOwnerId } = planned.snapshot.bamboo;
  const { pair } = planned.plan;
  if (keyOwnerId === undefined || keyOwnerId === (await deps.pairs.facts(pair)).keyOwnerId) return;
  await deps.pairs.changeFacts(pair, (facts) => ({ ...facts, keyOwnerId }));
}

async function findOffer(
  { pairs }: Pick<RunDeps, 'pairs'>,
  { snapshot, plan: { pair } }: Planned,
): Promise<TakeOverOffer | undefined> {
  const { askedAbout = [] } = await pairs.facts(pair);
  let best: TakeOverOffer | undefined;
  for (const from of await pairs.known()) {
    if (from === pair || siCompanyOf(from) !== siCompanyOf(pair) || askedAbout.includes(from)) continue;
    const { keyOwnerId } = await pairs.facts(from);
    const now = snapshot.bamboo.keyOwnerId;
    if (keyOwnerId !== undefined && now !== undefined && keyOwnerId !== now) continue;
    const links = await pairs.links(from);
    if (links.length <= (best?.links ?? 0) || !isSameStaff(links, snapshot)) continue;
    best = { pair, from, links: links.length, decisions: (await pairs.decisions(from)).length };
  }
  return best;
}

function siCompanyOf(pair: CompanyPair): string {
  return pair.slice(pair.indexOf('|') + 1);
}
