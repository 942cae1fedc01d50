import type { Scenario } from './scenario.ts';
import { autoLicences } from './scenarios/auto-licences.ts';
import { bareLists } from './scenarios/bare-lists.ts';
import { chains } from './scenarios/chains.ts';
import { chicago } from './scenarios/chicago.ts';
import { defaultScenario } from './scenarios/default.ts';
import { dirtyEmails } from './scenarios/dirty-emails.ts';
import { domainChange } from './scenarios/domain-change.ts';
import { duplicates } from './scenarios/duplicates.ts';
import { earlyDue } from './scenarios/early-due.ts';
import { emptySi } from './scenarios/empty-si.ts';
import { hiddenStatus } from './scenarios/hidden-status.ts';
import { identity } from './scenarios/identity.ts';
import { licences } from './scenarios/licences.ts';
import { loops } from './scenarios/loops.ts';
import { massLeave } from './scenarios/mass-leave.ts';
import { namesakes } from './scenarios/namesakes.ts';
import { noHireDates } from './scenarios/no-hire-dates.ts';
import { oddRows } from './scenarios/odd-rows.ts';
import { ownForm } from './scenarios/own-form.ts';
import { ownSync } from './scenarios/own-sync.ts';
import { protectedLeavers } from './scenarios/protected-leavers.ts';
import { recycled } from './scenarios/recycled.ts';
import { rehire } from './scenarios/rehire.ts';
import { samePerson } from './scenarios/same-person.ts';
import { singleSignOn } from './scenarios/single-sign-on.ts';
import { small } from './scenarios/small.ts';
import { startingTomorrow } from './scenarios/starting-tomorrow.ts';
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
  identity,
  samePerson,
  domainChange,
  dirtyEmails,
  ownForm,
  startingTomorrow,
  noHireDates,
  chicago,
  autoLicences,
  earlyDue,
  singleSignOn,
];

/** The scenario of that name; throws RangeError when there is none. */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found) return found;
  throw new RangeError(`unknown scenario "${name}"; known: ${SCENARIOS.map((entry) => entry.name).join(', ')}`);
}
