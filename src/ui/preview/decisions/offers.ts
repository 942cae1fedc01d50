import type { CommandData } from '../../../messaging/protocol.ts';
import type { FieldName } from '../../../domain/fields.ts';
import { keptFields } from '../../../domain/link.ts';
import type { Change, PersonRef, ReasonCode } from '../../../domain/change.ts';

export type NewDecision = CommandData<'decide'>['decision'];

/** Something an admin can decide about a row: a decision to store, or a stored one to take back. */
export type Offer =
  | { readonly act: 'link'; readonly person: PersonRef; readonly decision: Extract<NewDecision, { kind: 'pin' }> }
  | { readonly act: 'create' | 'ignore' | 'exclude' | 'protect'; readonly decision: NewDecision }
  /** Leaves a field that was edited in SI as it is, or to BambooHR again. */
  | { readonly act: 'keep'; readonly decision: Extract<NewDecision, { kind: 'keep' }> }
  | { readonly act: 'lead'; readonly id: string; readonly field: FieldName }
  | { readonly act: 'include' | 'unlink' | 'unprotect' | 'hold'; readonly id: string }
  /** Asks for the person's name first. */
  | { readonly act: 'release'; readonly siUserId: string };

/** Whether a decision is about the person of the row: the employee, or the account where no employee belongs to it. */
export function isAbout(decision: NewDecision, row: Pick<Change, 'key' | 'employeeId' | 'siUserId'>): boolean {
  if ('employeeId' in decision && decision.employeeId === row.employeeId && isEmployeeRow(row)) return true;
  return 'siUserId' in decision && decision.siUserId === row.siUserId;
}

/** Everything that can be decided about a row. */
export function offersFor(change: Change): readonly Offer[] {
  return isEmployeeRow(change) ? offersForEmployee(change) : offersForAccount(change);
}

/** Conflicts that name accounts, any of which can be this person's; the employees beside them offer none. */
const namesAccounts: readonly ReasonCode[] = [
  'recycled-id',
  'recycled-email',
  'email-of-other-id',
  'user-claimed-twice',
  'duplicate-email-si',
  'duplicate-id-si',
];

function offersForEmployee(change: Change): readonly Offer[] {
  const { employeeId, siUserId, reason, kind } = change;
  if (employeeId === undefined || reason?.code === 'not-visible') return [];
  if (reason?.code === 'excluded') return [{ act: 'include', id: `ignore:${employeeId}` }];
  const offers: Offer[] = accountsToLink(change).flatMap((person) =>
    person.siUserId === undefined
      ? []
      : [{ act: 'link', person, decision: { kind: 'pin', employeeId, siUserId: person.siUserId } }],
  );
  const isDuplicate = reason?.code === 'possible-duplicate';
  if (isDuplicate) offers.push({ act: 'create', decision: { kind: 'create-anyway', employeeId } });
  if (change.match?.by === 'pin' || reason?.code === 'pin-broken')
    offers.push({ act: 'unlink', id: `pin:${employeeId}` });
  if (kind === 'deactivate' && siUserId !== undefined) offers.push(...protection(change, siUserId));
  offers.push(...fieldsOfSi(change, employeeId));
  const act = isDuplicate || kind === 'conflict' ? 'ignore' : 'exclude';
  offers.push({ act, decision: { kind: 'ignore', employeeId } });
  return offers;
}

function fieldsOfSi({ fields }: Change, employeeId: string): readonly Offer[] {
  return fields.flatMap(({ field, note }): Offer[] => {
    if (note?.code === 'kept-in-si') return [{ act: 'lead', id: `keep:${employeeId}:${field}`, field }];
    const kept = note?.code === 'edited-in-si' ? keptFields.find((each) => each === field) : undefined;
    return kept === undefined ? [] : [{ act: 'keep', decision: { kind: 'keep', employeeId, field: kept } }];
  });
}

/** A reason that offers an account, as another one's or as one of several, names it with each of its people. */
function accountsToLink({ reason }: Change): readonly PersonRef[] {
  if (reason?.people === undefined) return [];
  if (reason.relink === true || reason.code === 'possible-duplicate') return reason.people;
  return namesAccounts.includes(reason.code) ? reason.people.filter((person) => person.employeeId === undefined) : [];
}

function offersForAccount(change: Change): readonly Offer[] {
  const { siUserId, reason } = change;
  if (siUserId === undefined) return [];
  const newcomers = reason?.code === 'possible-duplicate' ? (reason.people ?? []) : [];
  const links = newcomers.flatMap((person): Offer[] =>
    person.employeeId === undefined
      ? []
      : [{ act: 'link', person, decision: { kind: 'pin', employeeId: person.employeeId, siUserId } }],
  );
  return change.accountActive === false ? links : [...links, ...protection(change, siUserId)];
}

/** Who is protected by a rule needs no decision; who is protected by one can lose it again. The acting admin cannot go. */
function protection({ protectedAs, reason }: Change, siUserId: string): readonly Offer[] {
  if (protectedAs === undefined) return [{ act: 'protect', decision: { kind: 'protect', siUserId } }];
  if (protectedAs === 'acting-admin') return [];
  const offer: Offer =
    reason?.code === 'protected' ? { act: 'release', siUserId } : { act: 'hold', id: `deactivate:${siUserId}` };
  return protectedAs === 'listed' ? [offer, { act: 'unprotect', id: `protect:${siUserId}` }] : [offer];
}

function isEmployeeRow({ key }: Pick<Change, 'key'>): boolean {
  return key.startsWith('e:');
}
