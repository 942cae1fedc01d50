import type { PersonOutcome, Run, RunPerson } from '../../../domain/run.ts';
import { natureOf } from '../run-summary.ts';
import { outcomeText, personProblem } from '../run-text.ts';
import { type PlainKey, text } from '../text.ts';

type Outcome = Pick<RunPerson, 'outcome' | 'skip'>;

const special = {
  waiting: 'history.waiting',
  reverted: 'revert.reverted',
  kept: 'revert.keptOne',
  sent: 'mails.sent',
} as const satisfies Readonly<Record<string, PlainKey>>;

export type OutcomeName = keyof typeof special | PersonOutcome;

/** How it ended for one person, by what the run was for. */
export function outcomeName(run: Pick<Run, 'state' | 'trigger' | 'task'>, person: Outcome): OutcomeName {
  const nature = natureOf(run);
  const { outcome } = person;
  if (outcome === 'pending' && run.state === 'running') return 'waiting';
  if (nature === 'revert' && outcome === 'confirmed') return 'reverted';
  if (nature === 'revert' && isKept(person)) return 'kept';
  return nature === 'mails' && outcome === 'confirmed' ? 'sent' : outcome;
}

/** The same in words. */
export function outcomeLabel(name: OutcomeName): string {
  return isSpecial(name) ? text(special[name]) : outcomeText(name);
}

/** Why a person did not come through, in the words of what the run was for. */
export function outcomeProblem(
  run: Pick<Run, 'trigger' | 'task'>,
  person: Omit<RunPerson, 'fields'>,
): string | undefined {
  if (natureOf(run) === 'mails' && person.skip === 'changed-since') return text('mails.skipped');
  return personProblem({ ...person, fields: [] });
}

/** Left as it is on purpose, rather than not come to. */
function isKept({ outcome, skip }: Outcome): boolean {
  return outcome === 'skipped' && (skip === 'edited-since' || skip === 'protected');
}

function isSpecial(name: OutcomeName): name is keyof typeof special {
  return name in special;
}
