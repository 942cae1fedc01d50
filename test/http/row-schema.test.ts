import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseRows } from '../../src/http/parse-rows.ts';
import { isFlag, isId, isText, pickedRowOf, rowOf } from '../../src/http/row-schema.ts';
import { propertyOptions } from '../property.ts';

const cells = { id: isId, name: isText, email: isText, active: isFlag };
/** The same with a schema for each cell. */
const text = z.nullish(z.union([z.string(), z.number()]));
const slow = { id: z.union([z.string(), z.number()]), name: text, email: text, active: z.nullish(z.boolean()) };

const value = fc.oneof(
  fc.constantFrom(null, undefined, true, false, '', 0, Number.POSITIVE_INFINITY, Number.NaN),
  fc.string(),
  fc.integer(),
  fc.constant({ text: 'Ada' }),
  fc.constant(['Ada']),
);
const row = fc.oneof(
  fc.dictionary(fc.constantFrom(...Object.keys(cells), 'photoUrl', 'toString'), value),
  fc.record({ id: fc.string({ minLength: 1 }), name: fc.string(), active: fc.boolean() }, { requiredKeys: [] }),
  value,
);

const how = { side: 'si', idOf: (given: object) => String((given as { id?: unknown }).id) } as const;

describe('a schema of rows', () => {
  it('says of every row what a schema for each cell says, and names the same fields', () => {
    fc.assert(
      fc.property(fc.array(row), (given) => {
        const kept = parseRows(given, { ...how, schema: rowOf(cells) });
        expect(kept).toEqual(parseRows(given, { ...how, schema: z.looseObject(slow) }));
        const picked = parseRows(given, { ...how, schema: pickedRowOf(cells) });
        expect(picked).toEqual(parseRows(given, { ...how, schema: z.object(slow) }));
      }),
      propertyOptions(2),
    );
  });

  it('gives the row itself, or of it the named cells alone', () => {
    const given = { id: 1, name: null, photoUrl: 'secret' };
    expect(rowOf(cells).parse(given)).toBe(given);
    expect(pickedRowOf(cells).parse(given)).toEqual({ id: 1, name: null });
  });

  it.each([[], 'text', null, undefined, 7])('refuses %j as a row', (given) => {
    expect(rowOf(cells).safeParse(given).success).toBe(false);
    expect(pickedRowOf(cells).safeParse(given).success).toBe(false);
  });

  it('refuses numbers that are none', () => {
    expect(isId(Number.POSITIVE_INFINITY)).toBe(false);
    expect(isText(Number.NaN)).toBe(false);
  });
});
