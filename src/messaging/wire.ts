import type { ErrorData } from '../shared/app-error.ts';

/**
 * `page`: the extension's own page; `profile`: panels and content scripts of BambooHR profiles; `si-page`: the content
 * script of Small Improvements' pages.
 */
const families = ['page', 'profile', 'si-page'] as const;
export type Family = (typeof families)[number];

/** A command on its way to the worker: plain JSON. */
export interface Call {
  readonly family: Family;
  readonly command: string;
  readonly data: unknown;
}

/** What the worker answers every call. Errors travel as data, because classes do not survive a message. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorData };

/** Undefined for anything that is not a call. Without a schema library: content scripts are kept small. */
export function parseCall(message: unknown): Call | undefined {
  if (!isRecord(message)) return undefined;
  const { command, data } = message;
  const family = families.find((each) => each === message['family']);
  return family === undefined || typeof command !== 'string' ? undefined : { family, command, data };
}

/** The envelope only: what our own worker puts into it is typed and not looked at again. */
export function parseAnswer(answer: unknown): Answer | undefined {
  if (!isRecord(answer)) return undefined;
  const { ok, value, error } = answer;
  if (ok === true) return { ok, value };
  if (ok !== false || !isRecord(error) || typeof error['code'] !== 'string' || !isRecord(error['context']))
    return undefined;
  return { ok, error: error as unknown as ErrorData };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
