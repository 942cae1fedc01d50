import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Agent, fetch as fetchThrough } from 'undici';
import { onTestFinished } from 'vitest';
import { createCertificate } from '../../../sandbox/server/certificate.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers, oldest first; the last again and again. */
  answers: (number | 'nothing' | { readonly location: string })[];
  /** `fetch` of somebody who trusts its certificate. */
  readonly fetch: typeof fetch;
}

/** A real HTTPS server on this machine that takes messages. */
export async function startReceiver(): Promise<Receiver> {
  const pems = await createCertificate();
  const received: Received[] = [];
  const receiver: Receiver = { url: '', received, answers: [200], fetch: trusting(pems.cert) };
  const answer: RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const [next = 200] = receiver.answers;
      if (receiver.answers.length > 1) receiver.answers = receiver.answers.slice(1);
      if (next === 'nothing') return;
      if (typeof next === 'object') response.writeHead(307, next).end();
      else response.writeHead(next).end('whatever');
    });
  };
  const server = createServer(pems, answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(receiver, {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/hooks?key=s3cret`,
  });
}

function trusting(ca: string): typeof fetch {
  const dispatcher = new Agent({ connect: { ca } });
  onTestFinished(() => dispatcher.destroy());
  const through = (url: string, init: object) => fetchThrough(url, { ...init, dispatcher });
  return through as unknown as typeof fetch;
}

const toleranceSeconds = 300;

/** What a receiver does to believe a message, as `docs/` describes it; shares nothing with the product. */
export function isBelieved({ headers, body }: Received, secret: string, nowMs: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' } = headers;
  if (Math.abs(nowMs / 1_000 - Number(at)) > toleranceSeconds) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const own = createHmac('sha256', key)
    .update(`${String(id)}.${String(at)}.${body}`)
    .digest();
  return String(signatures)
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice(3), 'base64'))
    .some((each) => each.length === own.length && timingSafeEqual(each, own));
}
