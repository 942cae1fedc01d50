import type * as z from 'zod/mini';
import { AppError, type ErrorCode } from '../shared/app-error.ts';

/**
 * A body in the shape of the schema.
 *
 * Errors: `code` naming the paths that did not fit, never their values
 */
export function parseBody<T extends z.ZodMiniType>(
  schema: T,
  body: unknown,
  failure: { readonly code: ErrorCode; readonly operation: string },
): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError(failure.code, { operation: failure.operation, fields: issuePaths(parsed.error) });
}

/** Where a value did not fit, as dotted paths without positions; at most five. */
export function issuePaths(error: z.core.$ZodError): readonly string[] {
  const paths = error.issues.map(
    (issue) => issue.path.filter((part) => typeof part === 'string').join('.') || '(body)',
  );
  return [...new Set(paths)].slice(0, 5);
}
