import * as z from 'zod/mini';
import { parseBody as parse } from '../http/parse-body.ts';
import { adminKeys, ownSyncKeys, userKeys } from './names.ts';

const id = z.union([z.string(), z.number()]);
const text = z.nullish(z.union([z.string(), z.number()]));
const flag = z.nullish(z.boolean());

const { id: _id, active, guest, staff, ...textKeys } = userKeys;
const shapeOf = <T>(names: readonly string[], schema: T) => Object.fromEntries(names.map((name) => [name, schema]));

/**
 * One person in any of SI's shapes (SI reference §3): only the id is required, every other key may be missing.
 * Kept loose, because a missing key and an empty one mean different things.
 */
export const userRow = z.lazy(() =>
  z.looseObject({
    ...shapeOf(Object.values(textKeys).flat(), text),
    ...shapeOf([...active, ...guest, ...staff, ...adminKeys], flag),
    id,
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
export const userList = z.array(z.unknown());
export const idList = z.array(id);

/** The parsed body. Errors: `si-bad-shape`. */
export function parseBody<T extends z.ZodMiniType>(schema: T, body: unknown, operation: string): z.output<T> {
  return parse(schema, body, { code: 'si-bad-shape', operation });
}
