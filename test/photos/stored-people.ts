import type { Change, ChangeKind } from '../../src/domain/change.ts';
import type { CompanyPair, EmployeeId, PlanId, SiUserId } from '../../src/domain/ids.ts';
import type { Decision, Link } from '../../src/domain/link.ts';
import type { FieldsBySide } from '../../src/domain/pair-state.ts';
import type { StoredPlan } from '../../src/history/plan-store.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { acme } from '../run/fakes/test-deps.ts';

/** What is stored about people, in the short form of a test. */
export interface StoredPeople {
  readonly links?: readonly Link[];
  readonly decisions?: readonly Decision[];
  /** Rows of the current plan; undefined: there is none. */
  readonly rows?: readonly Change[];
  readonly planOf?: CompanyPair;
  readonly unreadable?: FieldsBySide;
}

export const aLink = (employee: string, user: string, confirmedAtMs = 1): Link => ({
  employeeId: employee as EmployeeId,
  siUserId: user as SiUserId,
  by: 'employee-id',
  confirmedAtMs,
});

export const aPin = (employee: string, user: string): Decision => ({
  kind: 'pin',
  employeeId: employee as EmployeeId,
  siUserId: user as SiUserId,
});

/** A row about an employee, an account or both. */
export const aRow = (kind: ChangeKind, employee: string | undefined, user: string | undefined): Change => ({
  key: employee === undefined ? `s:${user}` : `e:${employee}`,
  kind,
  name: 'Ann Lee',
  employeeId: employee as EmployeeId | undefined,
  siUserId: user as SiUserId | undefined,
  match: employee !== undefined && user !== undefined ? { by: 'link' } : undefined,
  fields: [],
  selectedByDefault: false,
  selected: false,
});

/** As the stores of a browser connected to this pair answer. */
export function storedPeople(people: StoredPeople): Pick<RunDeps, 'settings' | 'state' | 'pairs' | 'plans'> {
  const settings = { bambooSubdomain: 'acme', siAddress: 'https://acme.small-improvements.com' };
  const connection = { pair: acme, subdomain: settings.bambooSubdomain, siAddress: settings.siAddress };
  const named: Record<string, unknown> = { connection, 'current-plan': people.rows && { planId: 'p1' as PlanId } };
  const stored = { header: { pair: people.planOf ?? acme }, plan: { changes: people.rows } };
  return {
    settings: { get: async () => settings },
    state: { get: async (name: string) => named[name] },
    plans: { read: async () => stored as unknown as StoredPlan },
    pairs: {
      links: async () => people.links ?? [],
      decisions: async () => people.decisions ?? [],
      facts: async () => ({ pair: acme, manualImportDone: true, notWritable: [], unreadable: people.unreadable }),
    },
  } as unknown as Pick<RunDeps, 'settings' | 'state' | 'pairs' | 'plans'>;
}
