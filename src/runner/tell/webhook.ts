import { createHmac } from 'node:crypto';
import { AppError } from '../../shared/app-error.ts';
import type { Clock } from '../../shared/clock.ts';
import { withDeadline } from '../../shared/with-deadline.ts';
import { RunnerError } from '../runner-error.ts';
import type { Message } from './message.ts';

/** Where a tenant is told, and what signs it. */
export interface Webhook {
  readonly url: string;
  /** `whsec_` and 24 to 64 bytes in Base64. */
  readonly secret: string;
}

const prefix = 'whsec_';
const [leastBytes, mostBytes, newBytes] = [24, 64, 32];
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** A secret nobody has had before. */
export function newWebhookSecret(): string {
  return `${prefix}${Buffer.from(crypto.getRandomValues(new Uint8Array(newBytes))).toString('base64')}`;
}

/**
 * The webhook as it is kept. An address may hold a secret itself, so that none of it is ever shown or logged.
 * Errors: `webhook-address` for anything but https (on this machine also http), or with a user; `webhook-secret`
 */
export function checkWebhook({ url, secret }: Webhook): Webhook {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && loopback.test(parsed.hostname));
  if (!parsed || !isSafe || parsed.username !== '' || parsed.password !== '') throw new RunnerError('webhook-address');
  const bytes = keyOf(secret).length;
  if (bytes < leastBytes || bytes > mostBytes) throw new RunnerError('webhook-secret');
  parsed.hash = '';
  return { url: parsed.href, secret };
}

function keyOf(secret: string): Buffer {
  const base64 = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : Buffer.alloc(0);
}

/**
 * The signature of a message: HMAC-SHA-256 over id, time (seconds since 1970) and body, joined by dots.
 *
 * Source: Standard Webhooks 1.0.0 (https://www.standardwebhooks.com)
 */
export function signatureOf(
  secret: string,
  signed: { readonly id: string; readonly at: number; readonly body: string },
) {
  const hmac = createHmac('sha256', keyOf(secret)).update(`${signed.id}.${signed.at}.${signed.body}`);
  return `v1,${hmac.digest('base64')}`;
}

export interface Sending {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Until the receiver has answered. */
  readonly timeoutMs?: number;
}

const answerMs = 10_000;

/**
 * Sends a message once. Taken is what is answered by a status of the two hundreds; a redirect is followed nowhere.
 * Errors: `timeout`; `offline` when nobody trustworthy answers there, or with the status of one who does not take it
 */
export async function sendWebhook(
  { url, secret }: Webhook,
  message: Message,
  { fetch, clock, timeoutMs = answerMs }: Sending,
): Promise<void> {
  const body = JSON.stringify(message);
  const at = Math.floor(clock.now() / 1_000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'small-improvements-for-bamboohr-runner',
    'webhook-id': message.id,
    'webhook-timestamp': String(at),
    'webhook-signature': signatureOf(secret, { id: message.id, at, body }),
  };
  const status = await withDeadline({ clock, timeoutMs, operation }, async (signal) => {
    const response = await reach(() => fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }));
    // Whatever it says besides is of no use, and may have no end.
    await response.body?.cancel();
    return response.status;
  });
  if (status < 200 || status > 299) throw new AppError('offline', { operation, status });
}

const operation = 'webhook';

async function reach(ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch (cause) {
    throw new AppError('offline', { operation }, { cause });
  }
}
