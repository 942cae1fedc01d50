import type { Change } from '../../src/domain/change.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiUserId } from '../../src/domain/ids.ts';
import { valueOf } from '../../src/domain/cell.ts';
import { guardsFor } from '../../src/sync/guard/guards.ts';
import { operationsOf } from '../../src/sync/operations/operations.ts';
import { plan } from '../../src/sync/plan.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { Plan, PlanInput } from '../../src/domain/plan.ts';
import { protectorOf } from '../../src/sync/judge/protection.ts';
import { withSelection } from '../../src/sync/settle/selection.ts';
import { isChosen } from '../../src/sync/settle/settle.ts';
import { rowOf } from '../builders/plan-input.ts';
import { propertyOptions } from '../property.ts';
import { applyOperation, applyPlan, newAccountOf, type SiState, stateOf } from './apply-plan.ts';
import { anyChoices, anyInput } from './arbitrary-input.ts';

function check<Values>(property: fc.IProperty<Values>): void {
  fc.assert(property, propertyOptions());
}

function chosenPlan(input: PlanInput, choices: ReadonlyMap<string, boolean>): Plan {
  return withSelection(plan(input), choices);
}

function again(input: PlanInput, before: Plan): { readonly input: PlanInput; readonly plan: Plan } {
  const next = { ...input, snapshot: applyPlan(input.snapshot, operationsOf(before)) };
  const choices = new Map(before.changes.map((row) => [row.key, isChosen(row)]));
  // A row that could not be chosen before has its default.
  const known = new Map([...choices].filter(([key]) => isOpen(rowOf(before, key))));
  return { input: next, plan: withSelection(plan(next), known) };
}

function isOpen(row: Change): boolean {
  return row.kind !== 'conflict' && row.kind !== 'ignored' && row.kind !== 'unchanged' && row.kind !== 'only-in-si';
}

function hasOpenQuestions(made: Plan): boolean {
  const waits = (row: Change) =>
    row.kind === 'conflict' ||
    row.reason?.code === 'possible-duplicate' ||
    row.fields.some((field) => field.note?.code === 'email-taken');
  return made.changes.some(waits);
}

describe('planning', () => {
  it('finds nothing left to do once a plan is applied, unless the writes answered a question that was open', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const made = chosenPlan(input, choices);
        fc.pre(!hasOpenQuestions(made));
        expect(operationsOf(again(input, made).plan)).toEqual([]);
      }),
    );
  });

  it('leaves nothing to do for whoever was written without anything held back', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const made = chosenPlan(input, choices);
        const isWhole = (row: Change) => row.selected && row.fields.every((field) => field.state !== 'held-back');
        const done = new Set(made.changes.filter(isWhole).map((row) => row.key));
        const left = operationsOf(again(input, made).plan).map((operation) => operation.changeKey);
        expect(left.filter((key) => done.has(key))).toEqual([]);
      }),
    );
  });

  it('comes to an end whatever was open', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        let step = { input, plan: chosenPlan(input, choices) };
        for (let round = 0; round < 12 && operationsOf(step.plan).length > 0; round += 1)
          step = again(step.input, step.plan);
        expect(operationsOf(step.plan)).toEqual([]);
      }),
    );
  });

  it('does not depend on the order of the input', () => {
    const shuffled = anyInput.chain((input) =>
      fc.record({
        input: fc.constant(input),
        employees: fc.shuffledSubarray([...input.snapshot.bamboo.employees], {
          minLength: input.snapshot.bamboo.employees.length,
        }),
        users: fc.shuffledSubarray([...input.snapshot.si.users], { minLength: input.snapshot.si.users.length }),
        decisions: fc.shuffledSubarray([...input.decisions], { minLength: input.decisions.length }),
        links: fc.shuffledSubarray([...input.links], { minLength: input.links.length }),
      }),
    );
    check(
      fc.property(shuffled, ({ input, employees, users, decisions, links }) => {
        const { snapshot } = input;
        const other = {
          ...input,
          decisions,
          links,
          snapshot: { ...snapshot, bamboo: { ...snapshot.bamboo, employees }, si: { ...snapshot.si, users } },
        };
        const [one, two] = [plan(input), plan(other)];
        expect(two).toEqual(one);
        expect(operationsOf(two)).toEqual(operationsOf(one));
      }),
    );
  });

  it('gives the same plan for the same choice, however it was reached, and from JSON', () => {
    check(
      fc.property(anyInput, anyChoices, anyChoices, (input, first, second) => {
        const made = plan(input);
        const keys = made.changes.filter((row) => second.get(row.key) === true).map((row) => row.key);
        const direct = withSelection(made, new Set(keys));
        const detour = withSelection(withSelection(JSON.parse(JSON.stringify(made)) as Plan, first), new Set(keys));
        expect(JSON.parse(JSON.stringify(detour))).toEqual(JSON.parse(JSON.stringify(direct)));
        expect(withSelection(made, new Map())).toEqual(made);
      }),
    );
  });

  it('deactivates nobody protected by itself, and by choice only whom an admin released by name', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const protect = protectorOf(input);
        const users = new Map(input.snapshot.si.users.map((user) => [user.id, user]));
        const deactivated = (made: Plan) =>
          operationsOf(made).flatMap((operation) => {
            const user = users.get(operation.siUserId as SiUserId);
            return operation.stage === 'deactivate' && user && protect.protectedAs(user) ? [{ user, operation }] : [];
          });
        const made = plan(input);
        expect(deactivated(made)).toEqual([]);
        for (const { user, operation } of deactivated(withSelection(made, choices))) {
          const typed = input.decisions.filter((each) => each.kind === 'deactivate' && each.siUserId === user.id);
          expect(typed.map((each) => 'typedName' in each && each.typedName)).toContain(operation.name);
        }
      }),
    );
  });

  it('keeps to the precedence of kinds', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        expect(breaches(input, chosenPlan(input, choices))).toEqual([]);
      }),
    );
  });

  it('shows every employee and every account exactly once', () => {
    check(
      fc.property(anyInput, (input) => {
        const { changes } = plan(input);
        const { bamboo, si } = input.snapshot;
        const people = [...bamboo.employees.map((employee) => employee.id), ...bamboo.notVisible].map(
          (id) => `e:${id}`,
        );
        expect(
          changes
            .map((row) => row.key)
            .filter((key) => key.startsWith('e:'))
            .sort(),
        ).toEqual(people.sort());
        const accounts = changes.flatMap((row) => row.siUserId ?? []);
        expect(accounts.sort()).toEqual(si.users.map((user) => user.id).sort());
      }),
    );
  });

  it('finds the same guards in the preview and afterwards', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const made = chosenPlan(input, choices);
        expect(guardsFor(made, 'manual')).toEqual(made.guards);
      }),
    );
  });
});

describe('operations', () => {
  it('touch nobody outside the selected rows', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const made = chosenPlan(input, choices);
        const operations = operationsOf(made);
        const before = stateOf(input.snapshot);
        const after = stateOf(applyPlan(input.snapshot, operations));
        const allowed = new Set(
          made.changes
            .filter((row) => row.selected)
            .map((row) => row.siUserId ?? newAccountOf(row.employeeId as never)),
        );
        for (const [id, user] of after) if (!allowed.has(id)) expect(user).toBe(before.get(id));
        for (const operation of operations) {
          const row = rowOf(made, operation.changeKey);
          expect([row.selected, operation.siUserId, operation.employeeId]).toEqual([
            true,
            row.siUserId,
            row.employeeId,
          ]);
        }
      }),
    );
  });

  it('write nothing that is hidden or not offered on either side', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        const operations = operationsOf(chosenPlan(input, choices));
        expect(operations.flatMap((operation) => unknownFields(input, operation))).toEqual([]);
      }),
    );
  });

  it('empty nothing without proof or confirmation', () => {
    check(
      fc.property(anyInput, anyChoices, (input, choices) => {
        for (const operation of operationsOf(chosenPlan(input, choices))) {
          const employee = input.snapshot.bamboo.employees.find((each) => each.id === operation.employeeId);
          const mayBe = (field: 'supervisor' | 'department') =>
            employee?.provenEmpty.has(field) || input.options.emptyMeansEmpty.includes(field);
          if (operation.stage === 'managers' && operation.to === null) expect(mayBe('supervisor')).toBe(true);
          if (operation.stage !== 'fields') continue;
          if (operation.values.department === null) expect(mayBe('department')).toBe(true);
          expect(operation.values.workEmail).not.toBeNull();
          expect(operation.values.employeeId).not.toBeNull();
        }
      }),
    );
  });

  const anyRun = fc.record({
    input: anyInput,
    choices: anyChoices,
    order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    failing: fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
  });

  it('never make a loop, whatever finishes first and whatever fails', () => {
    check(
      fc.property(anyRun, ({ input, choices, order, failing }) => {
        perform(input, operationsOf(chosenPlan(input, choices)), order, failing, (state) => {
          expect(loopIn(state)).toBeUndefined();
        });
      }),
    );
  });

  it('never give two accounts one login, whatever finishes first and whatever fails', () => {
    check(
      fc.property(anyRun, ({ input, choices, order, failing }) => {
        const atFirst = sharedAddresses(stateOf(input.snapshot));
        perform(input, operationsOf(chosenPlan(input, choices)), order, failing, (state) => {
          for (const address of sharedAddresses(state)) expect(atFirst).toContain(address);
        });
      }),
    );
  });
});

/** Applies operations in any order `waitsFor` allows; what waits for a failed one is skipped. Looks at every state in between. */
function perform(
  input: PlanInput,
  operations: readonly Operation[],
  order: readonly number[],
  failing: readonly number[],
  look: (state: SiState) => void,
): void {
  const state = stateOf(input.snapshot);
  const outcome = new Map<number, 'confirmed' | 'not'>();
  const open = [...operations];
  for (let turn = 0; open.length > 0; turn += 1) {
    const ready = open.filter((operation) => operation.waitsFor.every((seq) => outcome.has(seq)));
    const next = ready[(order[turn % order.length] ?? 0) % ready.length];
    if (!next) throw new Error('operations wait for each other');
    open.splice(open.indexOf(next), 1);
    const goes = !failing.includes(next.seq) && next.waitsFor.every((seq) => outcome.get(seq) === 'confirmed');
    outcome.set(next.seq, goes ? 'confirmed' : 'not');
    if (!goes) continue;
    applyOperation(state, next);
    look(state);
  }
}

function loopIn(state: SiState): SiUserId | undefined {
  for (const start of state.keys()) {
    let at: SiUserId | undefined = start;
    for (let steps = 0; at !== undefined; steps += 1) {
      if (steps > state.size) return start;
      at = valueOf(state.get(at)?.managerId ?? null);
    }
  }
  return undefined;
}

function sharedAddresses(state: SiState): string[] {
  const holders = new Map<string, Set<SiUserId>>();
  for (const user of state.values()) {
    for (const text of [valueOf(user.login), valueOf(user.email)]) {
      if (text === undefined) continue;
      const key = text.toLowerCase();
      holders.set(key, (holders.get(key) ?? new Set()).add(user.id));
    }
  }
  return [...holders].filter(([, ids]) => ids.size > 1).map(([text]) => text);
}

/** Fields an operation writes although one of the sides hides them or does not offer them. */
function unknownFields(input: PlanInput, operation: Operation): string[] {
  const employee = input.snapshot.bamboo.employees.find((each) => each.id === operation.employeeId);
  const user = input.snapshot.si.users.find((each) => each.id === operation.siUserId);
  const isUnknown = (cell: unknown) => typeof cell === 'symbol';
  if (operation.stage === 'managers')
    return [employee?.supervisorId, user?.managerId].some(isUnknown) ? ['supervisor'] : [];
  if (operation.stage !== 'fields' && operation.stage !== 'create') return [];
  const { values } = operation;
  const fields = ['lastName', 'workEmail', 'gender', 'jobTitle', 'department', 'location', 'hireDate'] as const;
  const unknown: string[] = fields.filter(
    // SI's login stands in for an email it does not show.
    (field) =>
      values[field] !== undefined &&
      (isUnknown(employee?.[field]) || (field !== 'workEmail' && isUnknown(user?.[field]))),
  );
  return values.employeeId !== undefined && isUnknown(user?.externalId) ? [...unknown, 'employeeId'] : unknown;
}

/** Rows that are not what design §3.1 makes of their people. */
function breaches(input: PlanInput, made: Plan): string[] {
  const excluded = new Set(input.decisions.flatMap((each) => (each.kind === 'ignore' ? [each.employeeId] : [])));
  return made.changes.flatMap((row) => {
    const employee = input.snapshot.bamboo.employees.find((each) => each.id === row.employeeId);
    const user = input.snapshot.si.users.find((each) => each.id === row.siUserId);
    const facts = {
      status: employee?.status,
      active: user?.active,
      excluded: employee !== undefined && excluded.has(employee.id),
    };
    return isAsItShouldBe(row, facts, input) ? [] : [`${row.key} is ${row.kind}`];
  });
}

interface Facts {
  readonly status: unknown;
  readonly active: boolean | undefined;
  readonly excluded: boolean;
}

function isAsItShouldBe(row: Change, { status, active, excluded }: Facts, input: PlanInput): boolean {
  const isReadable = status === 'active' || status === 'inactive';
  const changes = row.fields.some((field) => field.state === 'change');
  if (excluded) return row.kind === 'ignored' && !row.selected;
  if (status !== undefined && !isReadable && row.kind !== 'ignored') return row.kind === 'conflict';
  switch (row.kind) {
    case 'conflict':
    case 'ignored':
      return row.fields.length === 0 && !row.manager && !row.selected && row.reason !== undefined;
    case 'deactivate':
      return active === true && (status === undefined ? input.options.deactivateNotImported : status === 'inactive');
    case 'reactivate':
      return status === 'active' && active === false;
    case 'create':
      return status === 'active' && active === undefined && row.email !== undefined;
    case 'update':
      return status === 'active' && active === true && changes;
    case 'unchanged':
      return active !== undefined && !changes && !row.selected;
    default:
      return status === undefined && active !== undefined && !row.selected;
  }
}
