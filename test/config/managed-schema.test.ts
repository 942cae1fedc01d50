import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultSettings, settingsSchema } from '../../src/config/settings.ts';

interface Property {
  readonly type: string;
  readonly enum?: readonly unknown[];
}

const schema = JSON.parse(readFileSync('public/managed-schema.json', 'utf8')) as {
  readonly type: string;
  readonly properties: Readonly<Record<string, Property>>;
};

test('IT can preset every setting there is, and nothing else', () => {
  expect(schema.type).toBe('object');
  expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted());
});

test('what the schema allows is what a setting holds', () => {
  const typeOf = (value: unknown) =>
    Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  for (const [name, value] of Object.entries(defaultSettings)) {
    expect(`${name}: ${schema.properties[name]?.type}`).toBe(`${name}: ${typeOf(value)}`);
  }
  for (const [name, { enum: words = [] }] of Object.entries(schema.properties)) {
    for (const word of words) expect(settingsSchema.safeParse({ [name]: word }).success).toBe(true);
  }
});
