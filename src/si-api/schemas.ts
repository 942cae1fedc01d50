import * as z from 'zod/mini';
import { parseBody as parse } from '../http/parse-body.ts';
import { isFlag, isId, isText, rowList, rowOf } from '../http/row-schema.ts';
import { adminKeys, ownSyncKeys, userKeys } from './names.ts';

const id = z.union([z.string(), z.number()]);
const flag = z.nullish(z.boolean());

const { id: _id, active, guest, staff, ...textKeys } = userKeys;
const shapeOf = <T>(names: readonly string[], each: T) => Object.fromEntries(names.map((name) => [name, each]));

/**
 * One person in any of SI's shapes (SI reference §3): only the id is required, every other key may be missing.
 * Kept loose, because a missing key and an empty one mean different things.
 */
export const userRow = z.lazy(() =>
  rowOf({
    ...shapeOf(Object.values(textKeys).flat(), isText),
    ...shapeOf([...active, ...guest, ...staff, ...adminKeys], isFlag),
    id: isId,
  }),
);
export type UserRow = Readonly<Record<string, unknown>>;

/**
 * What we need of `users/me`, picked at once: the rest holds billing data and support signatures and is dropped here
 * (SI reference §3.5). Nothing but the ids and names is required.
 */
export const meBody = z.lazy(() =>
  z.object({
    id,
    name: z.nullish(z.string()),
    firstName: z.nullish(z.string()),
    lastName: z.nullish(z.string()),
    isAdmin: flag,
    isHR: flag,
    isSmallImprovements: flag,
    company: z.object({
      id,
      name: z.nullish(z.string()),
      baseUrl: z.nullish(z.string()),
      enabledFeatures: z.nullish(z.object({ FEATURE_restApi: flag })),
      companySettings: z.nullish(
        z.object({
          currentUserCanInviteUsers: flag,
          allowIndependentEmailAddress: flag,
          timeZone: z.nullish(z.string()),
          ...(shapeOf(ownSyncKeys, flag) as Record<(typeof ownSyncKeys)[number], typeof flag>),
        }),
      ),
      payment: z.nullish(z.object({ licensesPaid: z.nullish(z.number()), autoAdjustLicenses: flag })),
    }),
  }),
);
export type MeBody = z.infer<typeof meBody>;

/** People and ids come as plain lists (SI reference §2.5). */
export const userList = rowList();
export const idList = z.array(id);

/** The parsed body. Errors: `si-bad-shape`. */
export function parseBody<T extends z.ZodMiniType>(schema: T, body: unknown, operation: string): z.output<T> {
  return parse(schema, body, { code: 'si-bad-shape', operation });
}
