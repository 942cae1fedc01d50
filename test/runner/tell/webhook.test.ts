import { describe, expect, test } from 'vitest';
import { RunnerError } from '../../../src/runner/runner-error.ts';
import type { Message } from '../../../src/runner/tell/message.ts';
import { checkWebhook, newWebhookSecret, sendWebhook, signatureOf } from '../../../src/runner/tell/webhook.ts';
import { systemClock } from '../../../src/shared/system-clock.ts';
import { isBelieved, startReceiver } from './receiver.ts';

const secret = newWebhookSecret();
const message: Message = { id: 'm-1', type: 'test', at: '2026-11-25T10:00:00.000Z', company: 'acme' };
const clock = systemClock;

describe('the signature', () => {
  test('is the one of the specification’s own example', () => {
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330, body: '{"test": 2432232314}' };
    expect(signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('is believed by a receiver for five minutes, and with nothing changed', async () => {
    const receiver = await startReceiver();
    await sendWebhook({ url: receiver.url, secret }, message, { fetch: receiver.fetch, clock });
    const [got] = receiver.received;
    if (!got) throw new Error('nothing came');
    expect(JSON.parse(got.body)).toEqual(message);
    expect(got.headers['content-type']).toBe('application/json');
    expect(isBelieved(got, secret, Date.now())).toBe(true);
    expect(isBelieved(got, newWebhookSecret(), Date.now())).toBe(false);
    expect(isBelieved({ ...got, body: got.body.replace('acme', 'globex') }, secret, Date.now())).toBe(false);
    expect(isBelieved(got, secret, Date.now() + 301_000)).toBe(false);
    const later = { ...got.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) + 1) };
    expect(isBelieved({ ...got, headers: later }, secret, Date.now())).toBe(false);
    expect(isBelieved({ ...got, headers: { ...got.headers, 'webhook-id': 'm-2' } }, secret, Date.now())).toBe(false);
  });
});

describe('an address', () => {
  test.each([
    'https://hooks.example.com/in?key=1',
    'http://localhost:8080/',
    'http://127.0.0.1/x',
    'http://127.8.9.1/x',
    'http://[::1]:9/x',
  ])('%s is taken as it is', (url) => {
    expect(checkWebhook({ url, secret })).toEqual({ url, secret });
  });

  test.each([
    '',
    'hooks.example.com',
    'http://hooks.example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'https://somebody@hooks.example.com/',
    'https://a:b@hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('%s is none', (url) => {
    expect(() => checkWebhook({ url, secret })).toThrow(new RunnerError('webhook-address'));
  });

  test.each([
    '',
    'whsec_',
    'whsec_short',
    'secret',
    `whsec_${'A'.repeat(30)}`,
    `whsec_${'A'.repeat(100)}`,
    `whsec_${'!'.repeat(40)}`,
    secret.slice('whsec_'.length),
  ])('with the secret "%s" is refused', (bad) => {
    expect(() => checkWebhook({ url: 'https://hooks.example.com/', secret: bad })).toThrow(
      new RunnerError('webhook-secret'),
    );
  });

  test('never shows in what is said of it', () => {
    for (const each of [
      { url: 'http://hooks.example.com/s3cret', secret },
      { url: 'https://a/', secret: 'whsec_s3cret' },
    ]) {
      let said = '';
      try {
        checkWebhook(each);
      } catch (thrown) {
        said = `${String(thrown)} ${JSON.stringify(thrown)}`;
      }
      expect(said).not.toBe('');
      expect(said).not.toContain('s3cret');
    }
  });
});

describe('sending', () => {
  test.each([200, 201, 204, 299])('is done at the answer %i', async (status) => {
    const receiver = await startReceiver();
    receiver.answers = [status];
    await sendWebhook({ url: receiver.url, secret }, message, { fetch: receiver.fetch, clock });
    expect(receiver.received).toHaveLength(1);
  });

  test.each([400, 401, 404, 410, 429, 500, 503])('fails at the answer %i', async (status) => {
    const receiver = await startReceiver();
    receiver.answers = [status];
    const sent = sendWebhook({ url: receiver.url, secret }, message, { fetch: receiver.fetch, clock });
    await expect(sent).rejects.toMatchObject({ code: 'offline', context: { operation: 'webhook', status } });
  });

  test('follows no redirect: the message reaches nobody else', async () => {
    const [receiver, elsewhere] = [await startReceiver(), await startReceiver()];
    receiver.answers = [{ location: elsewhere.url }];
    const sent = sendWebhook({ url: receiver.url, secret }, message, { fetch: receiver.fetch, clock });
    await expect(sent).rejects.toMatchObject({ code: 'offline', context: { status: 307 } });
    expect(elsewhere.received).toEqual([]);
  });

  test('goes to nobody whose certificate is not trusted', async () => {
    const receiver = await startReceiver();
    const stranger = await startReceiver();
    for (const fetch of [globalThis.fetch, stranger.fetch]) {
      const sent = sendWebhook({ url: receiver.url, secret }, message, { fetch, clock });
      await expect(sent).rejects.toMatchObject({ code: 'offline', context: { operation: 'webhook' } });
    }
    expect(receiver.received).toEqual([]);
  });

  test('gives up on whoever does not answer in time', async () => {
    const receiver = await startReceiver();
    receiver.answers = ['nothing'];
    const sending = { fetch: receiver.fetch, clock, timeoutMs: 200 };
    const sent = sendWebhook({ url: receiver.url, secret }, message, sending);
    await expect(sent).rejects.toMatchObject({ code: 'timeout', context: { operation: 'webhook' } });
    expect(receiver.received).toHaveLength(1);
  });

  test('fails where nobody is, and says no address', async () => {
    const sent = sendWebhook({ url: 'https://127.0.0.1:9/s3cret', secret }, message, { fetch, clock });
    const thrown: unknown = await sent.catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'offline' });
    expect(`${String(thrown)} ${JSON.stringify(thrown)}`).not.toContain('s3cret');
  });
});
