import type { Scenario } from './scenario.ts';
import { bareLists } from './scenarios/bare-lists.ts';
import { chains } from './scenarios/chains.ts';
import { defaultScenario } from './scenarios/default.ts';
import { duplicates } from './scenarios/duplicates.ts';
import { emptySi } from './scenarios/empty-si.ts';
import { hiddenStatus } from './scenarios/hidden-status.ts';
import { licences } from './scenarios/licences.ts';
import { loops } from './scenarios/loops.ts';
import { massLeave } from './scenarios/mass-leave.ts';
import { namesakes } from './scenarios/namesakes.ts';
import { oddRows } from './scenarios/odd-rows.ts';
import { ownSync } from './scenarios/own-sync.ts';
import { protectedLeavers } from './scenarios/protected-leavers.ts';
import { recycled } from './scenarios/recycled.ts';
import { rehire } from './scenarios/rehire.ts';
import { small } from './scenarios/small.ts';
import { subset } from './scenarios/subset.ts';
import { swaps } from './scenarios/swaps.ts';

/** Every scenario, in the order of the printed list. */
export const SCENARIOS: Scenario[] = [
  defaultScenario,
  loops,
  chains,
  small,
  subset,
  emptySi,
  recycled,
  rehire,
  massLeave,
  bareLists,
  hiddenStatus,
  ownSync,
  licences,
  duplicates,
  protectedLeavers,
  swaps,
  oddRows,
  namesakes,
];

/** The scenario of that name; throws RangeError when there is none. */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found) return found;
  throw new RangeError(`unknown scenario "${name}"; known: ${SCENARIOS.map((entry) => entry.name).join(', ')}`);
}
