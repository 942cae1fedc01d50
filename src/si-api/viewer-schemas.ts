import '../shared/zod-config.ts';
import * as z from 'zod/mini';
import { dictionary } from '../shared/dictionary.ts';

const text = z.nullish(z.string());
const id = z.union([z.string(), z.number()]);
const instant = z.nullish(z.union([z.string(), z.number()]));

/** Of `users/me` only what the panels need; the rest holds billing data and support signatures (SI reference §3.5). */
export const viewerMe = z.lazy(() =>
  z.object({
    id,
    name: text,
    firstName: text,
    lastName: text,
    loginname: text,
    email: text,
    customReplacements: z.nullish(dictionary(z.unknown())),
    company: z.nullish(z.object({ baseUrl: text, companySettings: z.nullish(z.object({ timeZone: text })) })),
  }),
);

export const foundUser = z.lazy(() =>
  z.object({ id, name: text, firstName: text, lastName: text, loginname: text, email: text }),
);

const author = z.lazy(() => z.nullish(z.object({ name: text, firstName: text, lastName: text })));

const assessment = z.lazy(() => z.object({ type: text, status: text, author, sharedDate: instant, signDate: instant }));

const cycle = z.lazy(() =>
  z.nullish(z.object({ id: z.nullish(id), name: text, underReviewFrom: instant, underReviewTo: instant })),
);

/** One review, captured for one's own (SI reference §6.1); others' carry the cycle themselves (inferred). */
export const reviewRow = z.lazy(() =>
  z.object({
    id,
    role: text,
    isEditable: z.nullish(z.boolean()),
    assessments: z.nullish(z.array(z.unknown())),
    cycle,
    cycleName: text,
  }),
);
export const assessmentRow = assessment;

export const ownCycleRow = z.lazy(() =>
  z.object({ id: z.nullish(id), cycle, reviews: z.nullish(z.array(z.unknown())) }),
);

/** SI reference §7.1, captured. */
export const objectiveRow = z.lazy(() =>
  z.object({
    id,
    cycleId: z.nullish(id),
    cycleName: text,
    title: text,
    due: instant,
    createdAt: instant,
    status: z.nullish(z.object({ status: z.nullish(z.number()), description: text, color: text })),
    completionPercentage: z.nullish(z.number()),
  }),
);

export type ReviewRow = z.infer<typeof reviewRow>;
export type CycleRow = NonNullable<z.infer<typeof cycle>>;
export type ObjectiveRow = z.infer<typeof objectiveRow>;
export type ViewerMeBody = z.infer<typeof viewerMe>;

/** The elements of a list that fit; others are left out, because one odd row must not hide the rest. Undefined when it is no list. */
export function fittingRows<T extends z.ZodMiniType>(schema: T, body: unknown): readonly z.output<T>[] | undefined {
  if (!Array.isArray(body)) return undefined;
  return body.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}
