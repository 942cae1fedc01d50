import * as z from 'zod/mini';
import { dictionary } from '../shared/dictionary.ts';
import { parseBody } from '../http/parse-body.ts';
import type { SourceField } from '../domain/fields.ts';
import { sourceFields, sourceNames } from './names.ts';

const id = z.union([z.string(), z.number()]);
/** A value as sent: text, now and then a number. Anything else is a broken row. */
const text = z.nullish(z.union([z.string(), z.number()]));

type RowShape = Record<string, typeof text>;

function rowShape(nameOf: (field: SourceField) => string | undefined): RowShape {
  return Object.fromEntries(
    sourceFields.flatMap((field) => (nameOf(field) ? [[nameOf(field), text]] : [])),
  ) as RowShape;
}

/** One row of the report; unknown columns are dropped. */
export const reportRow = z.lazy(() =>
  z.object({ ...rowShape((field) => sourceNames[field].report), id: z.nullish(id) }),
);

/** One row of the list. `photoUrl` is a secret for the whole company's pictures (§5.1) and dropped with all unasked keys. */
export const listRow = z.lazy(() =>
  z.object({
    ...rowShape((field) => sourceNames[field].list),
    employeeId: z.nullish(id),
    _restrictedFields: z.nullish(z.array(z.string())),
  }),
);

/** A row as either source sent it, by that source's own names. */
export type RawRow = Readonly<Record<string, unknown>>;

export const reportEnvelope = z.lazy(() =>
  z.looseObject({
    fields: z.array(z.looseObject({ id })),
    employees: z.array(z.unknown()),
  }),
);

export const listEnvelope = z.lazy(() =>
  z.looseObject({
    data: z.array(z.unknown()),
    meta: z.looseObject({
      total: z.nullish(z.number()),
      page: z.looseObject({ nextCursor: z.nullish(z.union([z.string(), z.number()])) }),
    }),
  }),
);

/** `employees` is an object by id; PHP writes an empty one as `[]` (§2.5). */
export const changedEnvelope = z.lazy(() =>
  z.looseObject({
    employees: z.union([
      z.array(z.looseObject({ id: z.optional(id), action: z.optional(z.string()) })),
      dictionary(z.looseObject({ id: z.optional(id), action: z.optional(z.string()) })),
    ]),
  }),
);

const name = z.nullish(z.string());
export const companyBody = z.lazy(() => z.looseObject({ legalName: name, displayName: name }));
export const keyOwnerBody = z.lazy(() =>
  z.looseObject({ id: z.optional(id), firstName: name, lastName: name, preferredName: name }),
);

/** The parsed body. Errors: `bamboo-bad-shape`. */
export function parseEnvelope<T extends z.ZodMiniType>(schema: T, body: unknown, operation: string): z.output<T> {
  return parseBody(schema, body, { code: 'bamboo-bad-shape', operation });
}
