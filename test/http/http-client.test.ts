import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createHttpClient, type HttpRequest } from '../../src/http/http-client.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { siCodes } from '../../src/si-api/codes.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { type Handler, sendJson, startTestServer, type TestServer } from './test-server.ts';

const secret = 'Bearer very-secret-token';
const get: HttpRequest = { operation: 'si.thing', path: 'thing' };
const post: HttpRequest = { operation: 'si.thing', method: 'POST', path: 'thing', json: { lastName: 'Zwiebel' } };

async function connect(handler: Handler, clock: TestClock = createTestClock()) {
  const server = await startTestServer(handler);
  const gate = createRequestGate(clock);
  const http = createHttpClient({
    baseUrl: `${server.origin}/api/`,
    headers: { Authorization: secret, Accept: 'application/json' },
    credentials: 'omit',
    codes: siCodes,
    fetch: globalThis.fetch,
    clock,
    gate,
  });
  return { server, http, clock, gate };
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

/** Answers the scripted responses in turn, the last one for ever. */
function inTurn(...answers: Handler[]): Handler {
  let next = 0;
  return (request, response, raw) => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    answer?.(request, response, raw);
  };
}

const ok: Handler = (_request, response) => sendJson(response, { fine: true });
const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };
const html: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end('<html><body>Sign in</body></html>');
};
const countOf = (server: TestServer) => server.requests.length;

describe('createHttpClient', () => {
  it('sends the path below the base, the query, the headers and exactly application/json', async () => {
    const { http, server } = await connect(ok);
    expect(await http.send({ ...post, query: { 'page[limit]': '2500' } })).toEqual({ fine: true });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/api/thing', body: '{"lastName":"Zwiebel"}' });
    expect(request?.query.get('page[limit]')).toBe('2500');
    expect(request?.headers).toMatchObject({
      authorization: secret,
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it.each([
    [400, 'si-rejected'],
    [401, 'si-wrong-token'],
    [403, 'si-forbidden'],
    [404, 'si-not-found'],
    [409, 'si-rejected'],
    [422, 'si-rejected'],
    [429, 'si-rate-limited'],
    [500, 'si-unavailable'],
    [503, 'si-unavailable'],
    [504, 'si-unavailable'],
  ])('tells a %i apart as %s', async (code, expected) => {
    const { http } = await connect(status(code));
    const error = await failureOf(http.send(get));
    expect(error.code).toBe(expected);
    expect(error.context).toMatchObject({ status: code, operation: 'si.thing' });
  });

  it('asks again after short pauses when a read is answered with an outage, and gives up after the third', async () => {
    const recovered = await connect(inTurn(status(502), status(500), ok));
    expect(await recovered.http.send(get)).toEqual({ fine: true });
    expect(recovered.clock.waits).toEqual([500, 1500]);

    const down = await connect(status(502));
    expect((await failureOf(down.http.send(get))).code).toBe('si-unavailable');
    expect(countOf(down.server)).toBe(3);
  });

  it('sends a write exactly once, whatever the answer', async () => {
    for (const answer of [
      status(502),
      status(429, { 'retry-after': '1' }),
      status(503, { 'retry-after': '1' }),
      html,
    ]) {
      const { http, server } = await connect(answer);
      await failureOf(http.send(post));
      expect(countOf(server)).toBe(1);
    }
  });

  it('does not ask again what was refused', async () => {
    for (const code of [400, 401, 403, 404]) {
      const { http, server } = await connect(status(code));
      await failureOf(http.send(get));
      expect(countOf(server)).toBe(1);
    }
  });

  it('repeats a POST that is said to be a read', async () => {
    const { http, server } = await connect(inTurn(status(502), ok));
    expect(await http.send({ ...post, repeatable: true })).toEqual({ fine: true });
    expect(server.requests.map((request) => request.body)).toEqual([
      '{"lastName":"Zwiebel"}',
      '{"lastName":"Zwiebel"}',
    ]);
  });

  it('sits out a Retry-After of seconds', async () => {
    const { http, clock } = await connect(inTurn(status(429, { 'retry-after': '7' }), ok));
    const before = clock.now();
    expect(await http.send(get)).toEqual({ fine: true });
    expect(clock.now() - before).toBe(7000);
  });

  it('sits out a Retry-After that is a date', async () => {
    const clock = createTestClock();
    const until = new Date(clock.now() + 9000).toUTCString();
    const { http, server } = await connect(inTurn(status(503, { 'retry-after': until }), ok), clock);
    const before = clock.now();
    expect(await http.send(get)).toEqual({ fine: true });
    expect(clock.now() - before).toBe(9000);
    expect(countOf(server)).toBe(2);
  });

  it('raises a longer Retry-After at once, with the instant', async () => {
    const { http, server, clock } = await connect(status(429, { 'retry-after': '120' }));
    const error = await failureOf(http.send(get));
    expect(error.code).toBe('si-rate-limited');
    expect(error.context.retryAtMs).toBe(clock.now() + 120_000);
    expect(countOf(server)).toBe(1);
  });

  it('believes no Retry-After beyond an hour', async () => {
    const { http, clock } = await connect(status(429, { 'retry-after': '999999' }));
    expect((await failureOf(http.send(get))).context.retryAtMs).toBe(clock.now() + 3_600_000);
  });

  it('gives a rate limit without an end one', async () => {
    const { http, clock } = await connect(status(429));
    expect((await failureOf(http.send(get))).context.retryAtMs).toBe(clock.now() + 60_000);
  });

  it('tells an outage with a far end until when it lasts', async () => {
    const { http, clock } = await connect(status(503, { 'retry-after': '600' }));
    const error = await failureOf(http.send(get));
    expect(error.code).toBe('si-unavailable');
    expect(error.context.retryAtMs).toBe(clock.now() + 600_000);
  });

  it('takes a redirect for a wrong address without following it', async () => {
    const { http, server } = await connect(status(302, { location: '/elsewhere' }));
    expect((await failureOf(http.send(get))).code).toBe('si-wrong-address');
    expect(server.requests.map((request) => request.path)).toEqual(['/api/thing']);
  });

  it('takes a redirect a browser hides for a wrong address', async () => {
    const hidden = Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    });
    const http = createHttpClient({
      baseUrl: 'https://acme.small-improvements.com/api/',
      headers: {},
      credentials: 'omit',
      codes: siCodes,
      fetch: async () => hidden,
      clock: createTestClock(),
    });
    expect((await failureOf(http.send(get))).code).toBe('si-wrong-address');
  });

  it('tells a web page from JSON that was cut', async () => {
    const page = await connect(html);
    expect(await failureOf(page.http.send(get))).toMatchObject({
      code: 'si-not-json',
      context: { contentType: 'text/html', status: 200 },
    });
    const cut = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"employees":[{"id":"1"},{"i');
    });
    expect((await failureOf(cut.http.send(get))).code).toBe('si-truncated');
    const mislabelled = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>');
    });
    expect((await failureOf(mislabelled.http.send(get))).code).toBe('si-not-json');
  });

  it('takes a body shorter than announced for cut, and asks a read again', async () => {
    const short: Handler = (_request, response, raw) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"a":1');
      setTimeout(() => raw.socket.destroy(), 10);
    };
    const { http, server } = await connect(inTurn(short, ok));
    expect(await http.send(get)).toEqual({ fine: true });
    expect(countOf(server)).toBe(2);
    const always = await connect(short);
    expect((await failureOf(always.http.send(get))).code).toBe('si-truncated');
  });

  it('takes an empty answer for cut only where one is needed', async () => {
    const empty = status(200, { 'content-type': 'application/json' });
    const needed = await connect(empty);
    expect((await failureOf(needed.http.send(get))).code).toBe('si-truncated');
    const optional = await connect(empty);
    expect(await optional.http.send({ ...get, expect: 'json-or-nothing' })).toBeUndefined();
  });

  it('does not look at a body nobody needs, except to see a web page', async () => {
    const text = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('OK');
    });
    expect(await text.http.send({ ...post, expect: 'nothing' })).toBeUndefined();
    const page = await connect(html);
    expect((await failureOf(page.http.send({ ...post, expect: 'nothing' }))).code).toBe('si-not-json');
  });

  it('says offline when nobody answers, after one more look for a read', async () => {
    const reset: Handler = (_request, _response, raw) => {
      raw.socket.destroy();
    };
    const read = await connect(inTurn(reset, ok));
    expect(await read.http.send(get)).toEqual({ fine: true });
    const write = await connect(reset);
    expect((await failureOf(write.http.send(post))).code).toBe('offline');
    expect(countOf(write.server)).toBe(1);
  });

  it('stops waiting at the deadline of the injected clock', async () => {
    const { http, clock, server } = await connect(() => undefined);
    const failing = failureOf(http.send({ ...get, timeoutMs: 45_000 }));
    await clock.untilWaiting(45_000);
    await expect.poll(() => countOf(server)).toBe(1);
    clock.advance(45_000);
    expect(await failing).toMatchObject({ code: 'timeout', context: { timeoutMs: 45_000 } });
  });

  it('covers a body that never ends with the same deadline', async () => {
    const { http, clock, server } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"a":');
    });
    const failing = failureOf(http.send({ ...get, timeoutMs: 45_000 }));
    await expect.poll(() => countOf(server)).toBe(1);
    clock.advance(45_000);
    expect((await failing).code).toBe('timeout');
  });

  it('ends with aborted when the caller gives up, before, during and between attempts', async () => {
    const { http, server } = await connect(() => undefined);
    expect((await failureOf(http.send({ ...get, signal: AbortSignal.abort() }))).code).toBe('aborted');
    expect(countOf(server)).toBe(0);

    const controller = new AbortController();
    const failing = failureOf(http.send({ ...get, signal: controller.signal }));
    await expect.poll(() => countOf(server)).toBe(1);
    controller.abort();
    expect((await failing).code).toBe('aborted');

    const between = new AbortController();
    const failingOften = await connect((request, response, raw) => {
      between.abort();
      status(502)(request, response, raw);
    });
    expect((await failureOf(failingOften.http.send({ ...get, signal: between.signal }))).code).toBe('aborted');
    expect(countOf(failingOften.server)).toBe(1);
  });

  it('runs at most four requests at a time', async () => {
    let running = 0;
    let most = 0;
    const { http } = await connect((_request, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        sendJson(response, {});
      }, 15);
    });
    await Promise.all(Array.from({ length: 20 }, () => http.send(get)));
    expect(most).toBe(4);
  });

  it('runs fewer after a complaint and more again after a good while', async () => {
    const { http, gate } = await connect(inTurn(status(429, { 'retry-after': '1' }), ok));
    await http.send(get);
    expect(gate.concurrency).toBe(2);
    for (let count = 0; count < 45; count += 1) await http.send(get);
    expect(gate.concurrency).toBe(4);
  });

  it('holds everybody back until the vendor wants to be asked again', async () => {
    const { http, clock } = await connect(inTurn(status(429, { 'retry-after': '8' }), ok));
    const before = clock.now();
    await failureOf(http.send(post));
    await http.send(get);
    expect(clock.now() - before).toBe(8000);
  });

  it('lets what has left finish when everything is held back, and sends nothing of the rest', async () => {
    const hold = new AbortController();
    const noted: string[] = [];
    const held = (name: string) => ({
      ...post,
      hold: hold.signal,
      beforeSend: async () => void noted.push(name),
    });
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { http, server } = await connect((_request, response) => {
      void answered.then(() => sendJson(response, { done: true }));
    });
    const four = ['1', '2', '3', '4'].map((name) => http.send(held(name)));
    const fifth = failureOf(http.send(held('5')));
    await expect.poll(() => countOf(server)).toBe(4);
    hold.abort();
    answer();

    expect(await Promise.all(four)).toEqual([{ done: true }, { done: true }, { done: true }, { done: true }]);
    expect((await fifth).code).toBe('aborted');
    expect(noted).toEqual(['1', '2', '3', '4']);
    expect(countOf(server)).toBe(4);
  });

  it('ends the wait for the vendor of what is held back', async () => {
    const hold = new AbortController();
    let left = false;
    const beforeSend = async () => {
      left = true;
    };
    const patient = createTestClock(undefined, 0);
    const { http, clock, server } = await connect(inTurn(status(429, { 'retry-after': '8' }), ok), patient);
    await failureOf(http.send(post));
    const waiting = failureOf(http.send({ ...post, hold: hold.signal, beforeSend }));
    await clock.untilWaiting(8_000);
    hold.abort();

    expect((await waiting).code).toBe('aborted');
    expect([left, countOf(server)]).toEqual([false, 1]);
  });

  it('sends nothing that could not be noted before', async () => {
    const { http, server } = await connect(ok);
    const beforeSend = () => Promise.reject(new AppError('storage-failed'));
    expect((await failureOf(http.send({ ...post, beforeSend }))).code).toBe('storage-failed');
    expect(countOf(server)).toBe(0);
  });

  it('puts no secret and no personal value into an error, its cause included', async () => {
    const quoting: Handler = (_request, response) =>
      sendJson(response, { message: 'Login petra.zwiebel@acme.example of Petra Zwiebel already exists' }, 409);
    const cut: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"lastName":"Zwiebel",');
    };
    const reset: Handler = (_request, _response, raw) => {
      raw.socket.destroy();
    };
    for (const answer of [quoting, cut, reset]) {
      const { http } = await connect(answer);
      const error = await failureOf(http.send(post));
      const everything = `${error.message} ${JSON.stringify(error.context)} ${inspect(error.cause, { depth: 12 })}`;
      expect(everything).not.toMatch(/zwiebel|petra|secret/i);
    }
    const { http } = await connect(quoting);
    expect((await failureOf(http.send(post))).context.vendorMessage).toBe('Login … of … already exists');
  });
});
