import { htmlResponse } from '../../server/html.ts';
import type { SiModes } from '../../state/modes.ts';
import { classNames } from './client/class-names.ts';

/** Violations are posted here and stand in the request log. */
export const REPORT_PATH = '/csp-report';

/** The one Trusted Types policy of the app, for rich text. */
const POLICY = 'si-rich-text';

function securityPolicy(mode: SiModes['pageCsp']): Record<string, string> {
  if (mode === 'none') return {};
  const rules = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self'${mode === 'images' ? ' data: blob:' : ''}`,
    "connect-src 'self'",
    // Wide on purpose: whoever may not be framed here has to see to it without this policy.
    'frame-src https: chrome-extension: moz-extension:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types ${POLICY}`,
    `report-uri ${REPORT_PATH}`,
  ];
  return { 'Content-Security-Policy': rules.join('; ') };
}

/** The one document of the app; everything else is drawn by its script in `#spa-router-root` (reference §8). */
export function appShell({ pageEra, pageLanguage, pageCsp }: SiModes, status = 200): Response {
  const html = `<!doctype html>
<html lang="${pageLanguage}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Small Improvements</title><link rel="icon" href="/app/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/app/assets/app.css?era=${pageEra}"><script type="module" src="/app/assets/main.js"></script></head>
<body class="${classNames(pageEra)('page')}"><div id="spa-router-root"></div></body></html>`;
  return htmlResponse(html, status, { 'Cache-Control': 'no-store', ...securityPolicy(pageCsp) });
}
