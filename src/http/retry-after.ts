import { longestAskedWaitMs } from '../shared/stored-time.ts';

/**
 * The instant (epoch ms) before which asking again is pointless, from a `Retry-After` header: whole seconds or an HTTP date.
 *
 * Shape:   never before `nowMs`, never more than an hour after it; undefined when the header is absent or unreadable
 * Source:  BambooHR reference §3.3 (the form is undocumented, both occur)
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const atMs = /^\d+$/.test(text) ? nowMs + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(atMs)) return undefined;
  return Math.min(Math.max(atMs, nowMs), nowMs + longestAskedWaitMs);
}
