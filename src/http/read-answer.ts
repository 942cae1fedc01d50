import { AppError, type ErrorContext } from '../shared/app-error.ts';
import { failureOfResponse, type FailureKind, type VendorCodes } from './failure-kind.ts';
import { parseRetryAfter } from './retry-after.ts';
import { safeVendorMessage } from './vendor-message.ts';

/**
 * `json`: a JSON body is required. `json-or-nothing`: an empty body gives undefined. `nothing`: the body is not looked at,
 * but a web page is still an error. `bytes`: a `RawAnswer`, whatever it is.
 */
export type Expectation = 'json' | 'json-or-nothing' | 'nothing' | 'bytes';

/** An answer as it came. */
export interface RawAnswer {
  /** Lower case, without parameters; what it says may be wrong. */
  readonly contentType: string | undefined;
  /** Undefined when there are more than `maxBytes`. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

export interface AnswerRules {
  readonly codes: VendorCodes;
  readonly operation: string;
  readonly expect: Expectation;
  readonly nowMs: number;
  /** For `bytes`; the rest is not read. @default 1_000_000 */
  readonly maxBytes?: number | undefined;
}

/** Header names BambooHR gives its reasons in, the misspelt one included (BambooHR reference §3.1). */
const messageHeaders = ['x-bamboohr-error-message', 'x-bamboohr-error-messsage', 'x-bamboohr-message'];

/**
 * The parsed body of a good answer.
 *
 * Errors:  the vendor's code for the status, a redirect, a body that is no JSON, or one that ends too early. Neither the
 *          body nor a parser's message goes into the error: both can quote personal values
 */
export async function readAnswer(response: Response, rules: AnswerRules): Promise<unknown> {
  const { codes, operation, expect } = rules;
  const contentType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() || undefined;
  const context: ErrorContext = { operation, ...(response.status > 0 && { status: response.status }) };

  const failure = failureOfResponse(response);
  if (failure) {
    const vendorMessage = failure === 'redirected' ? undefined : await readVendorMessage(response, contentType);
    throw new AppError(codes[failure], {
      ...context,
      ...(vendorMessage !== undefined && { vendorMessage }),
      ...retryAt(failure, response, rules.nowMs),
    });
  }

  if (expect === 'bytes') {
    const bytes = await readBytes(response, rules.maxBytes ?? 1_000_000, codes, context);
    return { contentType, bytes } satisfies RawAnswer;
  }
  const text = await readText(response, codes, context);
  if (expect === 'nothing' && contentType !== 'text/html') return undefined;
  if (text.trim() === '') {
    if (expect !== 'json') return undefined;
    throw new AppError(contentType === 'text/html' ? codes['not-json'] : codes.truncated, context);
  }
  const isJson = contentType !== undefined && /[/+]json$/.test(contentType);
  if (!isJson) throw new AppError(codes['not-json'], { ...context, ...(contentType && { contentType }) });
  return parseJson(text, codes, context);
}

function parseJson(text: string, codes: VendorCodes, context: ErrorContext): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What begins like an object or a list was cut; anything else never was JSON, whatever its label says.
    const kind: FailureKind = /^\s*[[{]/.test(text) ? 'truncated' : 'not-json';
    throw new AppError(codes[kind], context);
  }
}

async function readText(response: Response, codes: VendorCodes, context: ErrorContext): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    // The connection ended before the announced length. A deadline or an abort is told apart by the caller.
    throw new AppError(codes.truncated, context, { cause: error });
  }
}

async function readBytes(
  response: Response,
  maxBytes: number,
  codes: VendorCodes,
  context: ErrorContext,
): Promise<RawAnswer['bytes']> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      chunks.push(next.value);
      length += next.value.length;
      if (length > maxBytes) {
        await reader?.cancel().catch(() => undefined);
        return undefined;
      }
    }
  } catch (error) {
    throw new AppError(codes.truncated, context, { cause: error });
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function readVendorMessage(response: Response, contentType: string | undefined): Promise<string | undefined> {
  for (const name of messageHeaders) {
    const message = safeVendorMessage(response.headers.get(name));
    if (message) return message;
  }
  if (!contentType || !/[/+]json$/.test(contentType)) {
    await response.body?.cancel().catch(() => undefined);
    return undefined;
  }
  try {
    return safeVendorMessage(messageOfBody(JSON.parse(await response.text())));
  } catch {
    // An error body is never required to be readable (SI reference §2.7).
    return undefined;
  }
}

/** `{message}`, `{error: {code, message}}`, `{error: text}` or a problem document's `detail`/`title`. */
function messageOfBody(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { message, error, detail, title } = body as Record<string, unknown>;
  if (typeof error === 'object' && error !== null) {
    const { code, message: inner } = error as Record<string, unknown>;
    return [code, inner].filter((part) => typeof part === 'string').join(': ');
  }
  return [message, error, detail, title].find((part) => typeof part === 'string');
}

function retryAt(failure: FailureKind, response: Response, nowMs: number): Pick<ErrorContext, 'retryAtMs'> {
  if (failure !== 'rate-limited' && failure !== 'unavailable') return {};
  const retryAtMs = parseRetryAfter(response.headers.get('retry-after'), nowMs);
  return retryAtMs === undefined ? {} : { retryAtMs };
}
