import '../shared/zod-config.ts';
import * as z from 'zod/mini';
import type { PageFacts } from './profile-page.ts';

/** BambooHR's id of the shown person; the worker holds it against the address of the tab. */
const employeeId = z.string().check(z.regex(/^\d{1,20}$/));
const target = z.object({ employeeId });

/** What a panel may ask. All of it reads; `rememberAddress` fills an empty setting and nothing else. */
export const panelProtocol = {
  readReviews: target,
  readObjectives: target,
  rememberAddress: z.object({ employeeId, address: z.string().check(z.maxLength(300)) }),
} as const;

/** What the content script of a page may ask. */
export const pageProtocol = {
  /** The chip of the shown person. */
  readSyncMark: target,
  /** Opens our own page at the shown person. */
  openPerson: target,
} as const;

type Protocol = typeof panelProtocol & typeof pageProtocol;
export type PanelCommand = keyof typeof panelProtocol;
export type ProfileCommand = keyof Protocol;
export type ProfileData<C extends ProfileCommand> = z.infer<Protocol[C]>;

const text = z.optional(z.string());

/** What a page tells of itself, as far as it makes sense. */
const pageFacts = z.object({
  employeeId,
  emails: z.array(z.string()),
  heading: z.string(),
  viewer: z.object({ employeeId: text, email: text, name: text }),
});

/** Undefined when a page's description of itself makes no sense. */
export function parsePageFacts(told: unknown): PageFacts | undefined {
  const parsed = pageFacts.safeParse(told);
  return parsed.success ? { ...parsed.data, emails: parsed.data.emails.slice(0, 3) } : undefined;
}
