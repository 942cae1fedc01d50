import type { PersonRef, Reason, ReasonCode } from '../../domain/change.ts';

const sharedReasons = new Map<ReasonCode, Reason>();

/** A reason that names nobody; reasons of a code share one object. */
export function plainReason(code: ReasonCode): Reason {
  let reason = sharedReasons.get(code);
  if (!reason) sharedReasons.set(code, (reason = Object.freeze({ code })));
  return reason;
}

/** The reason with its people in an order that does not depend on the order of the rows. */
export function inOrder(reason: Reason | undefined): Reason | undefined {
  return reason?.people && reason.people.length > 1 ? { ...reason, people: [...reason.people].sort(byPerson) } : reason;
}

/** An order of people that depends on nothing but who they are. */
export function byPerson(one: PersonRef, other: PersonRef): number {
  return rank(one) < rank(other) ? -1 : 1;
}

function rank(person: PersonRef): string {
  return `${person.employeeId ?? ''}|${person.siUserId ?? ''}`;
}
