import { i18n } from '#i18n';
import type { ErrorCode, ErrorData } from '../../shared/app-error.ts';
import { fieldLabels } from './field-text.ts';
import { formatDateTime } from './dates.ts';
import { listText, type PlainKey, snake, text, type Snake } from './text.ts';

/** A code without both texts makes this type incomplete, and the functions below fail to compile. */
type ErrorTextKey = `error.${Snake<ErrorCode>}.${'what' | 'fix'}`;

/** What happened. */
export function errorWhat(error: ErrorData): string {
  return text(key(error.code, 'what'));
}

/** What to do about it. */
export function errorFix(error: ErrorData): string {
  return text(key(error.code, 'fix'));
}

function key(code: ErrorCode, part: 'what' | 'fix'): PlainKey {
  const found: ErrorTextKey = `error.${snake(code)}.${part}`;
  return found;
}

/** The facts of the case, most useful first; may be empty. */
export function errorFacts({ context }: ErrorData): readonly string[] {
  const facts: string[] = [];
  if (context.retryAtMs !== undefined)
    facts.push(i18n.t('errorDetail.until', { time: formatDateTime(context.retryAtMs) }));
  if (context.fields !== undefined && context.fields.length > 0) {
    facts.push(i18n.t('errorDetail.fields', { names: listText(fieldLabels(context.fields), 8) }));
  }
  if (context.vendorMessage !== undefined) facts.push(i18n.t('errorDetail.vendor', { message: context.vendorMessage }));
  if (context.status !== undefined) facts.push(i18n.t('errorDetail.status', { status: context.status }));
  if (context.operation !== undefined) facts.push(i18n.t('errorDetail.operation', { operation: context.operation }));
  return facts;
}
