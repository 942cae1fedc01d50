/** What a scenario must come to: the guards of the first preview, and how much of the import cannot go through. */
export interface Expectation {
  /** `{guard id} {effect}`, in the order of the plan. */
  readonly guards: readonly string[];
  /** Fields held back among 250 people: a manager who cannot be imported has up to half a dozen reports. */
  readonly heldBack: { readonly least: number; readonly most: number };
  /** People who may fail at most. */
  readonly failed: number;
}

const few = { least: 0, most: 6 };
const plain: Expectation = { guards: [], heldBack: few, failed: 0 };

const expectations: Readonly<Record<string, Partial<Expectation>>> = {
  loops: { heldBack: { least: 4, most: 9 } },
  'empty-si': { heldBack: { least: 0, most: 20 } },
  // Managers whom the key does not see cannot be set.
  subset: { heldBack: { least: 1, most: 30 } },
  // So are those who leave.
  'mass-leave': { guards: ['deactivations blocks'], heldBack: { least: 0, most: 30 } },
  'hidden-status': { guards: ['required-field-hidden warns'] },
  'own-sync': { guards: ['si-own-sync blocks'] },
  // Two licences are left; the guard warns, and Small Improvements refuses whoever comes too late.
  licences: { guards: ['licences warns'], failed: 10 },
  protected: { guards: ['protected-person warns'] },
  'domain-change': { guards: ['field-changed warns'] },
  'no-hire-dates': { guards: ['required-unreadable warns'], heldBack: { least: 0, most: 12 } },
  // Work emails that are none, and what BambooHR leaves empty before the first day.
  'dirty-emails': { heldBack: { least: 1, most: 15 } },
  'starting-tomorrow': { heldBack: { least: 1, most: 30 } },
  'odd-rows': { heldBack: { least: 1, most: 6 } },
};

/** The expectation of a scenario; one that is not listed behaves like the default company. */
export function expectationOf(scenario: string): Expectation {
  return { ...plain, ...expectations[scenario] };
}
