import { randomBytes } from 'node:crypto';
import { htmlResponse } from '../../server/html.ts';

/** Violations are posted here and stand in the request log. */
export const REPORT_PATH = '/csp-report';

/** The page under a strict policy with Trusted Types; its own inline scripts and styles carry the nonce. */
export function strictResponse(html: string, status: number): Response {
  const nonce = randomBytes(12).toString('base64');
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `report-uri ${REPORT_PATH}`,
  ].join('; ');
  const page = html.replaceAll(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
  return htmlResponse(page, status, { 'Content-Security-Policy': policy });
}
