import * as z from 'zod/mini';
import { dictionary } from '../shared/dictionary.ts';
import { parseBody } from '../http/parse-body.ts';
import { isText, pickedRowOf, rowList, rowOf } from '../http/row-schema.ts';
import type { SourceField } from '../domain/fields.ts';
import { sourceFields, sourceNames } from './names.ts';

const id = z.union([z.string(), z.number()]);

function textsOf(nameOf: (field: SourceField) => string | undefined) {
  const names = sourceFields.flatMap((field) => nameOf(field) ?? []);
  return Object.fromEntries(names.map((name) => [name, isText]));
}

/** One row of the report. */
export const reportRow = z.lazy(() => rowOf({ ...textsOf((field) => sourceNames[field].report), id: isText }));

/** One row of the list. `photoUrl` is a secret for the whole company's pictures (§5.1) and dropped with all unasked keys. */
export const listRow = z.lazy(() =>
  pickedRowOf({
    ...textsOf((field) => sourceNames[field].list),
    employeeId: isText,
    _restrictedFields: areNames,
  }),
);

function areNames(value: unknown): boolean {
  return (
    value === undefined || value === null || (Array.isArray(value) && value.every((name) => typeof name === 'string'))
  );
}

/** A row as either source sent it, by that source's own names. */
export type RawRow = Readonly<Record<string, unknown>>;

export const reportEnvelope = z.lazy(() =>
  z.looseObject({
    fields: z.array(z.looseObject({ id })),
    employees: rowList(),
  }),
);

export const listEnvelope = z.lazy(() =>
  z.looseObject({
    data: rowList(),
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
