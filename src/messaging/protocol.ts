import * as z from 'zod/mini';
import { settingsChangeSchema, settingsSchema } from '../config/settings.ts';
import { errorCodes } from '../shared/app-error.ts';

const errorData = z.object({
  code: z.enum(errorCodes),
  context: z.object({
    status: z.optional(z.number()),
    operation: z.optional(z.string()),
    retryAtMs: z.optional(z.number()),
    timeoutMs: z.optional(z.number()),
    fields: z.optional(z.array(z.string())),
    vendorMessage: z.optional(z.string()),
    contentType: z.optional(z.string()),
  }),
});

const nothing = z.optional(z.null());

/** What the configuration form holds. A setting or secret left out keeps the saved one. */
const settingsInput = z.object({
  ...settingsChangeSchema.shape,
  bambooKey: z.optional(z.string()),
  siToken: z.optional(z.string()),
});

const bambooReport = z.object({
  companyName: z.optional(z.string()),
  keyOwner: z.optional(z.string()),
  visible: z.number(),
  notVisible: z.number(),
  active: z.number(),
  inactive: z.number(),
  withWorkEmail: z.number(),
  headCount: z.optional(z.number()),
  fields: z.array(z.object({ field: z.string(), required: z.boolean(), readable: z.enum(['all', 'some', 'none']) })),
  sources: z.object({ report: z.boolean(), list: z.boolean(), oddList: z.optional(z.boolean()) }),
});

const siReport = z.object({
  user: z.string(),
  companyName: z.string(),
  baseUrl: z.string(),
  admin: z.boolean(),
  canInvite: z.boolean(),
  ownSync: z.boolean(),
  users: z.number(),
});

/** Each side answers for itself: one may fail while the other is fine. */
const connectionReport = z.object({
  bamboo: z.union([
    z.object({ ok: z.literal(true), value: bambooReport }),
    z.object({ ok: z.literal(false), error: errorData }),
  ]),
  si: z.union([
    z.object({ ok: z.literal(true), value: siReport }),
    z.object({ ok: z.literal(false), error: errorData }),
  ]),
});

const status = z.object({
  settings: settingsSchema,
  /** Whether a secret is saved; the secrets themselves never leave the worker. */
  secrets: z.object({ bambooKey: z.boolean(), siToken: z.boolean() }),
  /** Stored settings that cannot be used; the defaults stand in their place. Absent: none. */
  invalid: z.optional(z.array(z.string())),
  /** Settings fixed by managed policy. */
  locked: z.array(z.string()),
  /** Host access the browser withholds at the moment. */
  withheld: z.array(z.enum(['bamboo', 'si'])),
  /** A preview of this company pair was seen, so automatic imports may be switched on. */
  previewSeen: z.boolean(),
  nextDueMs: z.optional(z.number()),
});

const rowChoice = z.object({
  planId: z.string(),
  selected: z.boolean(),
  /** Row keys, or every row of a kind. */
  rows: z.union([z.object({ keys: z.array(z.string()) }), z.object({ kind: z.string() })]),
});

const decision = z.union([
  z.object({ kind: z.literal('pin'), employeeId: z.string(), siUserId: z.string() }),
  z.object({ kind: z.literal('create-anyway'), employeeId: z.string() }),
  z.object({ kind: z.literal('ignore'), employeeId: z.string() }),
  z.object({ kind: z.literal('protect'), siUserId: z.string() }),
  z.object({ kind: z.literal('deactivate'), siUserId: z.string(), typedName: z.string() }),
]);

const text = z.nullable(z.string());

/** Null where Small Improvements has nothing or does not show it. */
const userbaseRow = z.object({
  firstName: text,
  lastName: text,
  gender: text,
  jobTitle: text,
  email: text,
  managerEmail: text,
  department: text,
  location: text,
  employeeId: text,
  hireDate: text,
  active: z.boolean(),
});

/**
 * Every command an extension page can give the worker: what it carries and what it answers.
 * Both are parsed at the receiving end. Commands answer at once; long work is announced by `announce`.
 */
export const protocol = {
  getStatus: { data: nothing, reply: status },
  saveSettings: { data: settingsInput, reply: status },
  testConnection: { data: settingsInput, reply: connectionReport },
  /**
   * Starts reading and planning; the plan appears in history as `current-plan`. `only`: of the rows an import would write
   * by now just these are selected.
   */
  refreshPreview: { data: z.optional(z.nullable(z.object({ only: z.array(z.string()) }))), reply: nothing },
  /** Selects or deselects rows of the current plan; guards and chart are computed anew. */
  chooseRows: { data: rowChoice, reply: nothing },
  overrideGuards: {
    data: z.object({ planId: z.string(), fingerprint: z.string(), typedCount: z.number(), reason: z.string() }),
    reply: nothing,
  },
  /**
   * Starts the import of exactly the plan with this fingerprint; `only`: of this one row of it, whatever else is chosen,
   * after which the preview is made anew.
   */
  startImport: {
    data: z.object({ planId: z.string(), fingerprint: z.string(), only: z.optional(z.string()) }),
    reply: z.object({ runId: z.string() }),
  },
  cancelImport: { data: nothing, reply: nothing },
  /** Stores what an admin decided about a person; the next preview follows it. */
  decide: { data: z.object({ decision, name: z.optional(z.string()) }), reply: nothing },
  /** Takes a decision back, by the id it is listed under. */
  undecide: { data: z.object({ id: z.string() }), reply: nothing },
  /** Compares a field again that Small Improvements was found not to take. */
  tryFieldAgain: { data: z.object({ field: z.string() }), reply: nothing },
  /** Notes that a required field is known to be empty for everybody: automatic imports go on without it. */
  confirmUnreadable: { data: z.object({ field: z.string() }), reply: nothing },
  /** Writes the employee IDs and hire dates of people who differ in nothing else: "Store employee IDs (N)". */
  storeEmployeeIds: {
    /** `typedCount`: how many IDs are replaced, where the guards ask for the number. */
    data: z.object({ planId: z.string(), fingerprint: z.string(), typedCount: z.optional(z.number()) }),
    reply: z.object({ runId: z.string() }),
  },
  /**
   * Whether Small Improvements mailed the first person created by itself: until it is known nobody else is created by
   * automatic imports, and one person at a time by hand. Asked while `pairFacts(…).firstCreation.state` is `asked`.
   */
  answerFirstCreation: { data: z.object({ mailed: z.boolean() }), reply: nothing },
  /** Sends password emails to people on the list of those not informed yet; others are refused. A run of its own. */
  sendPasswordEmails: {
    data: z.object({ siUserIds: z.array(z.string()) }),
    reply: z.object({ runId: z.string() }),
  },
  /** Starts working out what a revert of a run, or of some of its rows, would do: `revert-plan`, or `revert-error`. */
  previewRevert: {
    data: z.object({ runId: z.string(), keys: z.optional(z.array(z.string())) }),
    reply: nothing,
  },
  /** Starts exactly the revert previewed with this fingerprint. Refused while automatic imports are on. */
  startRevert: { data: z.object({ fingerprint: z.string() }), reply: z.object({ runId: z.string() }) },
  /** Every account of Small Improvements, for the CSV that BambooHR imports. */
  readUserbase: { data: nothing, reply: z.array(userbaseRow) },
} as const;

export type Protocol = typeof protocol;
export type Command = keyof Protocol;
export type CommandData<C extends Command> = z.infer<Protocol[C]['data']>;
export type CommandReply<C extends Command> = z.infer<Protocol[C]['reply']>;

export type Status = z.infer<typeof status>;
export type SettingsInput = z.infer<typeof settingsInput>;
export type ConnectionReport = z.infer<typeof connectionReport>;
export type UserbaseRow = z.infer<typeof userbaseRow>;

/** A reply on the wire: errors travel as data, because classes do not survive a message. */
export const replyEnvelope = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorData }),
]);

/** What of the stored state changed; extension pages listen and read anew. */
export const topics = ['activity', 'plan', 'runs', 'settings', 'schedule'] as const;
export type Topic = (typeof topics)[number];
