import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PersonRecord } from '../../domain/change.ts';
import { fieldLabel } from '../format/field-text.ts';
import { text } from '../format/text.ts';

const compared = ['status', 'workEmail', 'hireDate', 'department', 'jobTitle'] as const;

/** Records that may be one person's, side by side; what two of them share is marked. */
export function RecordsTable({ records }: { readonly records: readonly PersonRecord[] }) {
  const titleId = useId();
  const rows = compared
    .map((field) => ({ field, values: records.map((record) => valueOf(record, field)) }))
    .filter(({ values }) => values.some((value) => value !== undefined));
  return (
    <div class="records" tabIndex={0} role="group" aria-labelledby={titleId}>
      <table>
        <caption id={titleId}>
          {text('records.title')} <span class="facts">{text('records.same')}</span>
        </caption>
        <thead>
          <tr>
            <td />
            {records.map(({ side, id, name }) => (
              <th key={side + id} scope="col">
                {name}
                <span class="facts">{i18n.t(side === 'bamboo' ? 'records.employee' : 'records.account', { id })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, values }) => (
            <tr key={field}>
              <th scope="row">{fieldLabel(field)}</th>
              {values.map((value, at) => (
                // A record has no other name here than its place.
                <td key={at}>{isShared(field, value, values) ? <mark>{value}</mark> : (value ?? '–')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function valueOf(record: PersonRecord, field: (typeof compared)[number]): string | undefined {
  if (field !== 'status') return record[field];
  return record.active === undefined ? undefined : text(record.active ? 'records.active' : 'records.inactive');
}

/** That two are active says nothing about who they are. */
function isShared(field: (typeof compared)[number], value: string | undefined, all: readonly (string | undefined)[]) {
  if (field === 'status' || value === undefined) return false;
  const folded = value.toLowerCase();
  return all.filter((other) => other?.toLowerCase() === folded).length > 1;
}
