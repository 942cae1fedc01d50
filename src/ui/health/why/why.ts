import { fold } from '../../format/fold.ts';
import { wordsOf } from '../person-words.ts';
import type { Rule, Why, WhyFacts } from './why-facts.ts';
import { leftOutRules, pendingRules, type PersonFacts, settledRules } from './why-person.ts';
import { peopleSeen, presentRules } from './why-present.ts';

/** What people call the login that the tabs in BambooHR ask for; folded, whole words. */
const loginWords = ['log in', 'login', 'logged out', 'sign in', 'anmelden', 'anmeldung', 'einloggen', 'angemeldet'];

/** Of people in no list: the first that holds. */
const missingRules: readonly Rule<WhyFacts>[] = [
  ({ plan }) => (plan === undefined ? { cause: 'no-plan' } : undefined),
  ({ plan, query }) => {
    const words = wordsOf(query);
    const issue = plan?.issues.find(({ id }) => id !== undefined && words.includes(fold(id)));
    return issue === undefined ? undefined : { cause: 'row-unreadable', said: issue.id };
  },
  (facts) => {
    const { n = 0, total = 0 } = peopleSeen(facts);
    return n < total ? { cause: 'too-few', n, total } : undefined;
  },
  ({ plan }) => ({ cause: 'nobody', atMs: plan?.takenAtMs }),
];

/**
 * The one cause why somebody is not updating. The present state comes first: while nothing at all gets through, nothing
 * that is true of the person alone matters. That automatic imports are off is no fault, so a person who would be left out
 * by any import hears of that instead. Pure.
 */
export function whyNot(facts: WhyFacts): Why {
  const { person } = facts;
  if (person === undefined && asksForLogin(facts.query)) return { cause: 'login' };
  const present = first(presentRules, facts);
  if (present !== undefined) return present;
  if (person === undefined) return first(missingRules, facts) ?? { cause: 'nobody' };
  const about: PersonFacts = { ...facts, person };
  return first([...leftOutRules, ...pendingRules, ...settledRules], about) ?? { cause: 'in-step' };
}

function first<F>(rules: readonly Rule<F>[], facts: F): Why | undefined {
  for (const rule of rules) {
    const why = rule(facts);
    if (why !== undefined) return why;
  }
  return undefined;
}

function asksForLogin(query: string): boolean {
  // An address is somebody's.
  if (query.includes('@')) return false;
  const words = ` ${fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')} `;
  return loginWords.some((word) => words.includes(` ${word} `));
}
