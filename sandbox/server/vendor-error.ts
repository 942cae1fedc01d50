import type { Modes } from '../state/modes.ts';
import { escapeHtml, htmlResponse } from './html.ts';

/** BambooHR reference §3.1: empty HTML body, the reason in one or more headers. */
export function bambooError(status: number, message: string, extra: Record<string, string> = {}): Response {
  return new Response('', {
    status,
    headers: {
      'Content-Type': 'text/html; charset=UTF-8',
      'Cache-Control': 'no-cache, private',
      ...(message === '' ? {} : { 'X-BambooHR-Error-Message': message }),
      ...extra,
    },
  });
}

/** Small Improvements reference §2.7: only the status is known; the body follows the mode. */
export function siError(modes: Modes, status: number, message: string, extra: Record<string, string> = {}): Response {
  if (modes.si.errorBody === 'html') {
    const page = `<!doctype html><html><head><title>Error ${status}</title></head><body><h1>${escapeHtml(message)}</h1></body></html>`;
    return htmlResponse(page, status, extra);
  }
  if (modes.si.errorBody === 'empty') return new Response('', { status, headers: extra });
  return new Response(JSON.stringify({ status, message }), {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...extra },
  });
}
