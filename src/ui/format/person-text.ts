import type { FieldChange } from '../../domain/change.ts';

/** The fields that say who somebody is. */
const naming = /Name|Email|Id/u;

/** What somebody is found by: name, email and IDs, as BambooHR has them and as Small Improvements still has them. */
export function personText(person: {
  readonly name: string;
  readonly email?: string | undefined;
  readonly employeeId?: string | undefined;
  readonly siUserId?: string | undefined;
  readonly fields: readonly Pick<FieldChange, 'field' | 'before' | 'after'>[];
}): string {
  const named = person.fields.filter(({ field }) => naming.test(field));
  return [
    person.name,
    person.email,
    person.employeeId,
    person.siUserId,
    ...named.flatMap(({ before, after }) => [before, after]),
  ].join(' ');
}
