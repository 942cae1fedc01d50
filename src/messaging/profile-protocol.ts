import '../shared/zod-config.ts';
import * as z from 'zod/mini';
import { type PageFacts, views } from './profile-page.ts';

/** BambooHR's id of the shown person; the worker holds it against the address of the tab. */
const employeeId = z.string().check(z.regex(/^\d{1,20}$/));
const target = z.object({ employeeId });

const reading = z.lazy(() =>
  z.object({
    employeeId,
    /** A button in the panel was pressed; without it, a tab has to have been. */
    pressed: z.boolean(),
    /** Of whom "is that you?" was answered with yes: the account's id. Whatever else stands there names nobody. */
    confirmed: z.optional(z.unknown()),
    /** The login of the panel was opened before. */
    loggedIn: z.boolean(),
  }),
);

/** What a frame of ours in a profile page may ask: panels, and the chip of an administrator. */
export const panelProtocol = {
  readReviews: reading,
  readObjectives: reading,
  /** Fills an empty setting and nothing else. */
  rememberAddress: z.object({ employeeId, address: z.string().check(z.maxLength(300)) }),
  /** The viewer agrees to see Small Improvements on the profiles of this page's company. */
  allowCompany: target,
  /** The words of the chip. */
  readSyncMark: target,
  /** Opens our own page at the shown person. */
  openPerson: target,
} as const;

/** What the content script of a page may ask. */
export const pageProtocol = {
  /** Whether the overlay belongs in this page, and the chip. */
  readOverlay: target,
} as const;

type Protocol = typeof panelProtocol & typeof pageProtocol;
export type PanelCommand = keyof typeof panelProtocol;
export type ProfileCommand = keyof Protocol;
export type ProfileData<C extends ProfileCommand> = z.infer<Protocol[C]>;

const mostText = 300;
const mostEmails = 3;

const slice = z.string().check(z.overwrite((text) => text.slice(0, mostText)));
const text = z.optional(slice);

/** What a page tells of itself, as far as it makes sense; a page can write much, so all of it is cut. */
const pageFacts = z.lazy(() =>
  z.object({
    employeeId,
    emails: z.pipe(
      z.unknown().check(z.overwrite((emails) => (Array.isArray(emails) ? emails.slice(0, mostEmails) : emails))),
      z.array(slice),
    ),
    heading: slice,
    viewer: z.object({ employeeId: z.optional(employeeId), email: text, name: text }),
    pressed: z.array(z.enum(views)).check(z.maxLength(views.length)),
  }),
);

/** Undefined when a page's description of itself makes no sense. */
export function parsePageFacts(told: unknown): PageFacts | undefined {
  const parsed = pageFacts.safeParse(told);
  return parsed.success ? parsed.data : undefined;
}
