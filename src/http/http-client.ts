import { AppError } from '../shared/app-error.ts';
import type { Clock } from '../shared/clock.ts';
import type { VendorCodes } from './failure-kind.ts';
import { type Expectation, readAnswer } from './read-answer.ts';
import { createRequestGate, type RequestGate } from './request-gate.ts';
import { retryDelay } from './retry-delay.ts';
import { withDeadline } from '../shared/with-deadline.ts';

export type Fetch = typeof globalThis.fetch;

export interface HttpClientDeps {
  /** Origin and base path with a trailing slash. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `omit` for keys and tokens: a session cookie would answer for a wrong key (BambooHR reference §1.5). */
  readonly credentials: 'omit' | 'include';
  readonly codes: VendorCodes;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Shared by all clients of a vendor; one of its own when left out. */
  readonly gate?: RequestGate | undefined;
}

export interface HttpRequest {
  /** Name for error messages and logs, e.g. `bamboo.report`. */
  readonly operation: string;
  /** @default 'GET' */
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Relative to the base URL, without a leading slash; ids in it already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly json?: unknown;
  /**
   * Sends the body as a stream. Chromium repeats a request by itself, a POST too, when a connection it had used before
   * breaks unanswered, but not one whose body it cannot read again. Needs HTTP/2: else nothing leaves, and it is `offline`.
   */
  readonly streamed?: boolean | undefined;
  /** @default 'json' */
  readonly expect?: Expectation;
  /** For `bytes`: longer answers are not read to their end. */
  readonly maxBytes?: number;
  /** Whether asking twice does no harm. @default true for GET, false for everything else */
  readonly repeatable?: boolean;
  /** For one attempt, its body included. @default 30_000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Fires when nothing more may leave: a request still waiting for its turn ends as `aborted`, one on the wire goes on. */
  readonly hold?: AbortSignal | undefined;
  /** Runs when nothing but the request is left to do; what it throws keeps the request from leaving. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
}

export interface HttpClient {
  /** The parsed JSON of the answer, undefined where an empty one is allowed; a `RawAnswer` for `bytes`. Throws AppError. */
  send(request: HttpRequest): Promise<unknown>;
}

const defaultTimeoutMs = 30_000;
/** When a rate limit names no end. */
const assumedPauseMs = 60_000;

/**
 * A JSON client for one vendor.
 *
 * Errors:  vendor codes for what was answered; `offline` when nothing was; `timeout`; `aborted`
 * Effects: network. Repeatable requests are tried again after short waits, all others are sent exactly once
 */
export function createHttpClient(deps: HttpClientDeps): HttpClient {
  const { clock, codes } = deps;
  const gate = deps.gate ?? createRequestGate(clock);
  const sendOnce = (request: HttpRequest): Promise<unknown> => {
    const { operation, signal, timeoutMs = defaultTimeoutMs } = request;
    return withDeadline({ clock, timeoutMs, operation, signal }, async (attemptSignal) => {
      const response = await deps
        .fetch(urlOf(deps.baseUrl, request), toInit(deps, request, attemptSignal))
        .catch((error: unknown) => {
          throw toNetworkError(error, operation);
        });
      const { expect = 'json', maxBytes } = request;
      return readAnswer(response, { codes, operation, expect, maxBytes, nowMs: clock.now() });
    });
  };

  /** Tells the gate about complaints, and a rate limit without an end gets one. */
  const attempt = async (request: HttpRequest): Promise<unknown> => {
    try {
      return await sendOnce(request);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const limited = error.code === codes['rate-limited'];
      if (!limited && error.context.status !== 503) throw error;
      const pause = retryDelay({ error, codes, attempt: 0, nowMs: clock.now() });
      gate.slowDown(pause === undefined ? undefined : clock.now() + pause);
      throw error;
    }
  };

  const leave = async (request: HttpRequest): Promise<unknown> => {
    await request.beforeSend?.();
    return attempt(request);
  };

  return {
    async send(request) {
      const repeatable = request.repeatable ?? (request.method ?? 'GET') === 'GET';
      for (let tries = 0; ; tries += 1) {
        try {
          return await gate.run(() => leave(request), request.hold ?? request.signal);
        } catch (error) {
          if (!(error instanceof AppError))
            throw new AppError('bug', { operation: request.operation }, { cause: error });
          const waitMs = repeatable ? retryDelay({ error, codes, attempt: tries, nowMs: clock.now() }) : undefined;
          if (waitMs === undefined) throw withRetryAt(error, codes, clock.now());
          await clock.sleep(waitMs, request.signal);
        }
      }
    },
  };
}

function urlOf(baseUrl: string, { path, query }: HttpRequest): string {
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, value);
  return url.href;
}

function toInit(deps: HttpClientDeps, request: HttpRequest, signal: AbortSignal): RequestInit {
  const base: RequestInit = {
    method: request.method ?? 'GET',
    headers: deps.headers,
    credentials: deps.credentials,
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  };
  const { json, streamed } = request;
  if (json === undefined && !streamed) return base;
  const text = json === undefined ? '' : JSON.stringify(json);
  // Exactly this type, without a charset: BambooHR reads anything else as XML (BambooHR reference §1.4).
  const headers = { ...deps.headers, ...(json !== undefined && { 'Content-Type': 'application/json' }) };
  // `duplex` is what a stream needs and the types do not know yet.
  const body = streamed ? { body: new Blob([text]).stream(), duplex: 'half' } : { body: text };
  return { ...base, headers, ...body };
}

/** fetch says every failure of the network as a TypeError; everything else is not ours to name. */
function toNetworkError(error: unknown, operation: string): unknown {
  return error instanceof TypeError ? new AppError('offline', { operation }, { cause: error }) : error;
}

function withRetryAt(error: AppError, codes: VendorCodes, nowMs: number): AppError {
  if (error.code !== codes['rate-limited'] || error.context.retryAtMs !== undefined) return error;
  return new AppError(error.code, { ...error.context, retryAtMs: nowMs + assumedPauseMs });
}
