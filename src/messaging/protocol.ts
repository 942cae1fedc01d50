import * as z from 'zod/mini';
import { keptFields } from '../domain/link.ts';
import { settingsChangeSchema } from '../config/settings.ts';

const nothing = z.optional(z.null());

/** What the configuration form holds. A setting or secret left out keeps the saved one. */
const settingsInput = z.lazy(() =>
  z.object({
    ...settingsChangeSchema().shape,
    bambooKey: z.optional(z.string()),
    siToken: z.optional(z.string()),
  }),
);

const rowChoice = z.lazy(() =>
  z.object({
    planId: z.string(),
    selected: z.boolean(),
    /** Row keys, or every row of a kind. */
    rows: z.union([z.object({ keys: z.array(z.string()) }), z.object({ kind: z.string() })]),
  }),
);

const decision = z.lazy(() =>
  z.union([
    z.object({ kind: z.literal('pin'), employeeId: z.string(), siUserId: z.string() }),
    z.object({ kind: z.literal('create-anyway'), employeeId: z.string() }),
    z.object({ kind: z.literal('ignore'), employeeId: z.string() }),
    z.object({ kind: z.literal('protect'), siUserId: z.string() }),
    z.object({ kind: z.literal('deactivate'), siUserId: z.string(), typedName: z.string() }),
    z.object({
      kind: z.literal('keep'),
      employeeId: z.string(),
      field: z.enum(keptFields),
    }),
  ]),
);

/**
 * Every command an extension page can give the worker, and the schema of what it carries; `replies.ts` has what each
 * answers. Commands answer at once; long work is announced by `announce`.
 */
export const protocol = {
  getStatus: nothing,
  saveSettings: settingsInput,
  testConnection: settingsInput,
  /**
   * Starts reading and planning; the plan appears in history as `current-plan`. `only`: of the rows an import would write
   * by now just these are selected.
   */
  refreshPreview: z.lazy(() => z.optional(z.nullable(z.object({ only: z.array(z.string()) })))),
  /** Selects or deselects rows of the current plan; guards and chart are computed anew. */
  chooseRows: rowChoice,
  overrideGuards: z.lazy(() =>
    z.object({
      planId: z.string(),
      fingerprint: z.string(),
      typedCount: z.number(),
      reason: z.string(),
    }),
  ),
  /**
   * Starts the import of exactly the plan with this fingerprint; `only`: of this one row of it, whatever else is chosen,
   * after which the preview is made anew.
   */
  startImport: z.lazy(() => z.object({ planId: z.string(), fingerprint: z.string(), only: z.optional(z.string()) })),
  cancelImport: nothing,
  /** Stores what an admin decided about a person; the next preview follows it. */
  decide: z.lazy(() => z.object({ decision, name: z.optional(z.string()) })),
  /** Takes a decision back, by the id it is listed under. */
  undecide: z.lazy(() => z.object({ id: z.string() })),
  /** Compares a field again that Small Improvements was found not to take. */
  tryFieldAgain: z.lazy(() => z.object({ field: z.string() })),
  /** Notes that a required field is known to be empty for everybody: automatic imports go on without it. */
  confirmUnreadable: z.lazy(() => z.object({ field: z.string() })),
  /**
   * Writes the employee IDs and hire dates of people who differ in nothing else: "Store employee IDs (N)". `typedCount`:
   * how many IDs are replaced, where the guards ask for the number.
   */
  storeEmployeeIds: z.lazy(() =>
    z.object({ planId: z.string(), fingerprint: z.string(), typedCount: z.optional(z.number()) }),
  ),
  /**
   * Whether Small Improvements mailed the first person created by itself: until it is known nobody else is created by
   * automatic imports, and one person at a time by hand. Asked while `pairFacts(…).firstCreation.state` is `asked`.
   */
  answerFirstCreation: z.lazy(() => z.object({ mailed: z.boolean() })),
  /**
   * Whether this is the company that was connected under another BambooHR address, whose links and decisions are to be
   * taken over. Asked while the state `take-over` is there; `from` is what it names.
   */
  answerTakeOver: z.lazy(() => z.object({ from: z.string(), same: z.boolean() })),
  /** Sends password emails to people on the list of those not informed yet; others are refused. A run of its own. */
  sendPasswordEmails: z.lazy(() => z.object({ siUserIds: z.array(z.string()) })),
  /** Starts working out what a revert of a run, or of some of its rows, would do: `revert-plan`, or `revert-error`. */
  previewRevert: z.lazy(() => z.object({ runId: z.string(), keys: z.optional(z.array(z.string())) })),
  /** Starts exactly the revert previewed with this fingerprint. Refused while automatic imports are on. */
  startRevert: z.lazy(() => z.object({ fingerprint: z.string() })),
  /** Every account of Small Improvements, for the CSV that BambooHR imports. */
  readUserbase: nothing,
  /** The content of a file with which this company's synchronisation can move to a runner. It names people. */
  exportTransfer: nothing,
  /** What such a file holds beside what is remembered here; nothing is stored. */
  inspectTransfer: z.lazy(() => z.object({ content: z.string() })),
  /** Puts what the file holds in the place of what is remembered here. Refused while a run is open. */
  importTransfer: z.lazy(() => z.object({ content: z.string() })),
} as const;

export type Command = keyof typeof protocol;
export type CommandData<C extends Command> = z.infer<(typeof protocol)[C]>;
export type SettingsInput = z.infer<typeof settingsInput>;
