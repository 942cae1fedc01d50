import { expect, test } from 'vitest';
import type { EqualPart, FreshPlan, Plan, RestPlan, SavedPlan } from '../../src/domain/plan.ts';
import { compareForImport } from '../../src/sync/fingerprint/compare-plans.ts';
import { plan } from '../../src/sync/plan.ts';
import { aPlanInput } from '../builders/plan-input.ts';

test('the plans of an import are told apart by the compiler, and each of them is a plan', () => {
  const saved: SavedPlan = plan(aPlanInput([], []));
  const fresh: FreshPlan = plan(aPlanInput([], []));
  // @ts-expect-error the fresh plan is not what the admin looked at
  const mixedUp: SavedPlan = fresh;
  // @ts-expect-error the two sides are not exchanged unnoticed
  const { plan: equal } = compareForImport(fresh, saved);
  // @ts-expect-error nobody who has to wait has been taken out yet
  const rest: RestPlan = equal;
  const all: readonly Plan[] = [mixedUp, rest, equal satisfies EqualPart];
  expect(all).toHaveLength(3);
});
