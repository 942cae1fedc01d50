import type { Link } from '../../src/domain/link.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src/domain/cell.ts';
import { idOperationsOf } from '../../src/sync/operations/operations.ts';
import { plan } from '../../src/sync/plan.ts';
import type { PlanInput } from '../../src/domain/plan.ts';
import { withSelection } from '../../src/sync/settle/selection.ts';
import { rowOf } from '../builders/plan-input.ts';
import type { Employee } from '../../src/domain/people.ts';
import { evidenceOf, isSamePerson } from '../../src/sync/match/evidence.ts';
import { propertyOptions } from '../property.ts';
import { applyPlan } from './apply-plan.ts';
import { anyChoices, anyInput } from './arbitrary-input.ts';

type Account = PlanInput['snapshot']['si']['users'][number];

/** The links that decide: nobody else's link speaks of the same employee or account, and no pin does. */
function certainLinks({ links, decisions, snapshot }: PlanInput): readonly Link[] {
  const accounts = new Set(snapshot.si.users.map((user) => user.id));
  const known = links.filter((link) => accounts.has(link.siUserId));
  const pins = decisions.flatMap((decision) => (decision.kind === 'pin' ? [decision] : []));
  return known.filter(
    (link) =>
      snapshot.bamboo.employees.some((employee) => employee.id === link.employeeId) &&
      known.every(
        (other) => other === link || (other.employeeId !== link.employeeId && other.siUserId !== link.siUserId),
      ) &&
      pins.every((pin) => pin.employeeId !== link.employeeId && pin.siUserId !== link.siUserId),
  );
}

/** Whether a pin or a link speaks of the account or of the employee with this id. */
function isSpokenOf({ links, decisions }: PlanInput, id: string, account: Account): boolean {
  return [...links, ...decisions].some(
    (each) => ('employeeId' in each && each.employeeId === id) || ('siUserId' in each && each.siUserId === account.id),
  );
}

describe('matching', () => {
  it('believes a pin before everything else', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const made = plan(input);
        for (const row of made.changes) {
          if (row.match?.by !== 'pin') continue;
          expect(input.decisions).toContainEqual({ kind: 'pin', employeeId: row.employeeId, siUserId: row.siUserId });
        }
        const pins = input.decisions.flatMap((decision) => (decision.kind === 'pin' ? [decision] : []));
        for (const pin of pins) {
          const isAlone = pins.every(
            (other) => other === pin || (other.employeeId !== pin.employeeId && other.siUserId !== pin.siUserId),
          );
          const isThere =
            input.snapshot.bamboo.employees.some((each) => each.id === pin.employeeId) &&
            input.snapshot.si.users.some((each) => each.id === pin.siUserId);
          if (!isAlone || !isThere) continue;
          expect(rowOf(made, `e:${pin.employeeId}`)).toMatchObject({ siUserId: pin.siUserId, match: { by: 'pin' } });
        }
      }),
      propertyOptions(),
    );
  });

  it('believes a link before IDs and emails', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const made = plan(input);
        for (const link of certainLinks(input)) {
          expect(rowOf(made, `e:${link.employeeId}`)).toMatchObject({
            siUserId: link.siUserId,
            match: { by: 'link' },
          });
        }
      }),
      propertyOptions(),
    );
  });

  it('believes an ID before emails', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        fc.pre(input.options.idKind === 'bamboo-id');
        const made = plan(input);
        const { bamboo, si } = input.snapshot;
        for (const user of si.users) {
          const id = valueOf(user.externalId);
          const carriers = si.users.filter((each) => valueOf(each.externalId) === id);
          const holders = bamboo.employees.filter((each) => each.id === id);
          if (id === undefined || carriers.length > 1 || holders.length !== 1 || isSpokenOf(input, id, user)) continue;
          const row = rowOf(made, `e:${id}`);
          // A leaver and a deactivated account that contradict each other: there is nothing to decide between them.
          const [holder] = holders as [Employee];
          if (holder.status !== 'active' && !user.active && !isSamePerson(evidenceOf(holder, user))) continue;
          // Whose ID an account carries has that account, or nobody until somebody decided.
          const allowed = row.kind === 'conflict' ? [user.id, undefined] : [user.id];
          expect(allowed).toContain(row.siUserId);
        }
      }),
      propertyOptions(),
    );
  });
});

describe('storing employee IDs', () => {
  it('touches nothing else, and gives no ID to a second account', () => {
    fc.assert(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const made = withSelection(plan(input), choices);
        const operations = idOperationsOf(made);
        const written = operations.flatMap((operation) => ('values' in operation ? Object.keys(operation.values) : []));
        expect(written.filter((field) => field !== 'employeeId' && field !== 'hireDate')).toEqual([]);
        for (const operation of operations) expect(rowOf(made, operation.changeKey).kind).toBe('unchanged');
        const after = applyPlan(input.snapshot, operations).si.users;
        const twins = (users: readonly Account[]) => {
          const ids = users.flatMap((user) => valueOf(user.externalId) ?? []);
          return ids.filter((id, at) => ids.indexOf(id) !== at);
        };
        const before = twins(input.snapshot.si.users);
        expect(twins(after).filter((id) => !before.includes(id))).toEqual([]);
        expect(operations.length).toBe(made.basis.idsToStore);
        const replaced = operations.filter(
          (operation) => operation.stage === 'fields' && typeof operation.before.employeeId === 'string',
        );
        expect(replaced.length).toBe(made.basis.idsToReplace);
      }),
      propertyOptions(),
    );
  });
});
