import '../shared/zod-config.ts';
import * as z from 'zod/mini';

/** The profile the panel stands in; the worker holds it against the address of the tab. */
const target = z.object({ employeeId: z.string().check(z.regex(/^\d{1,20}$/)) });

const day = z.optional(z.string());

const assessment = z.object({
  kind: z.enum(['self', 'main', 'other']),
  /** SI's word, in place of an unknown kind. */
  kindWord: z.optional(z.string()),
  author: z.optional(z.string()),
  state: z.enum(['not-shared', 'shared', 'signed', 'other']),
  stateWord: z.optional(z.string()),
  sharedOn: day,
  signedOn: day,
});

const review = z.object({
  id: z.string(),
  role: z.enum(['reviewee', 'reviewer', 'other']),
  roleWord: z.optional(z.string()),
  assessments: z.array(assessment),
  url: z.string(),
});

const reviewCycle = z.object({ name: z.string(), from: day, to: day, current: z.boolean(), reviews: z.array(review) });

const objective = z.object({
  id: z.string(),
  title: z.string(),
  status: z.optional(z.object({ label: z.string(), color: z.optional(z.string()) })),
  due: day,
  overdue: z.boolean(),
  /** Percent, where it says something. */
  progress: z.optional(z.number()),
  url: z.string(),
});

const objectiveCycle = z.object({ name: z.string(), current: z.boolean(), objectives: z.array(objective) });

/** Reasons to show something else than data; each has its own words in the panel. */
const refusals = [
  /** Nobody is signed in at SI. Where the address is not known for sure, the panel asks for it. */
  z.object({ state: z.literal('signed-out'), loginUrl: z.string(), addressKnown: z.boolean() }),
  z.object({ state: z.literal('someone-else'), viewer: z.string(), siUrl: z.string() }),
  /** `emailSeen`: the page showed an address to look for. */
  z.object({ state: z.literal('not-found'), emailSeen: z.boolean(), siUrl: z.string() }),
  z.object({ state: z.literal('forbidden'), siUrl: z.string() }),
  z.object({ state: z.literal('module-off') }),
] as const;

const shown = {
  state: z.literal('shown'),
  person: z.string(),
  own: z.boolean(),
  viewer: z.string(),
  siUrl: z.string(),
  /** The company's own words, e.g. `manager` → "PR host". */
  vocabulary: z.record(z.string(), z.string()),
};

/** Every command of the panel. All of them read; `rememberAddress` fills an empty setting and nothing else. */
export const viewerProtocol = {
  readReviews: {
    data: target,
    reply: z.discriminatedUnion('state', [z.object({ ...shown, cycles: z.array(reviewCycle) }), ...refusals]),
  },
  readObjectives: {
    data: target,
    reply: z.discriminatedUnion('state', [z.object({ ...shown, cycles: z.array(objectiveCycle) }), ...refusals]),
  },
  rememberAddress: {
    data: z.object({ ...target.shape, address: z.string().check(z.maxLength(300)) }),
    reply: z.optional(z.null()),
  },
} as const;

export type ViewerCommand = keyof typeof viewerProtocol;
export type ViewerData<C extends ViewerCommand> = z.infer<(typeof viewerProtocol)[C]['data']>;
export type ViewerReply<C extends ViewerCommand> = z.infer<(typeof viewerProtocol)[C]['reply']>;

export type ReviewsAnswer = ViewerReply<'readReviews'>;
export type ObjectivesAnswer = ViewerReply<'readObjectives'>;
export type ReviewsShown = Extract<ReviewsAnswer, { state: 'shown' }>;
export type ObjectivesShown = Extract<ObjectivesAnswer, { state: 'shown' }>;
export type Refusal = Exclude<ReviewsAnswer, { state: 'shown' }>;
export type ReviewCycle = z.infer<typeof reviewCycle>;
export type Assessment = z.infer<typeof assessment>;
export type ObjectiveCycle = z.infer<typeof objectiveCycle>;
export type Objective = z.infer<typeof objective>;

/** A call on the wire; `viewer` keeps it apart from the commands of the extension's own page. */
export const viewerCall = z.object({
  viewer: z.enum(Object.keys(viewerProtocol) as ViewerCommand[]),
  data: z.unknown(),
});
