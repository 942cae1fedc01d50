import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AppError, fromErrorData, toAppError, toErrorData } from '../../src/shared/app-error.ts';
import { assertNever, must } from '../../src/shared/assert.ts';
import { localDate } from '../../src/domain/iso-date.ts';
import { parseIsoDate } from '../../src/domain/iso-date.ts';
import { lazy } from '../../src/shared/lazy.ts';
import { logError } from '../../src/shared/log.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { propertyOptions } from '../property.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('errors', () => {
  test('say code, operation and status, and keep their cause', () => {
    const cause = new Error('inner');
    const error = new AppError('si-rejected', { status: 400, operation: 'si.create' }, { cause });

    expect(error.message).toBe('si-rejected (si.create, 400)');
    expect(error.cause).toBe(cause);
    expect(new AppError('offline').message).toBe('offline');
  });

  test('cross a message as data, without cause and stack', () => {
    const error = new AppError('timeout', { timeoutMs: 5 }, { cause: new Error('secret') });
    const data = JSON.parse(JSON.stringify(toErrorData(error))) as ReturnType<typeof toErrorData>;

    expect(data).toEqual({ code: 'timeout', context: { timeoutMs: 5 } });
    expect(fromErrorData(data)).toMatchObject({ code: 'timeout', context: { timeoutMs: 5 } });
  });

  test('of others are bugs with the cause kept; ours stay what they are', () => {
    const foreign = new TypeError('x');
    const ours = new AppError('offline');

    expect(toAppError(foreign)).toMatchObject({ code: 'bug', cause: foreign });
    expect(toAppError(undefined).code).toBe('bug');
    expect(toAppError(ours)).toBe(ours);
  });
});

describe('the log', () => {
  const printed = (thrown: unknown) => {
    const spy = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    logError('here', thrown);
    return JSON.stringify(spy.mock.calls);
  };

  test('shows code and facts of an error of ours, and nothing of its cause', () => {
    const text = printed(new AppError('si-rejected', { status: 400 }, { cause: new Error('jane@acme.com') }));
    expect(text).toContain('si-rejected');
    expect(text).toContain('400');
    expect(text).not.toContain('jane@acme.com');
  });

  test('shows where a bug happened, but not its message, not even one of several lines', () => {
    const text = printed(new Error('jane@acme.com\nat home, Main Street 1'));
    expect(text).toContain('shared.test.ts');
    expect(text).not.toContain('jane@acme.com');
    expect(text).not.toContain('Main Street');
  });
});

describe('invariants', () => {
  test('that hold give the value, empty text and zero included', () => {
    expect(must(0, 'x')).toBe(0);
    expect(must('', 'x')).toBe('');
  });

  test('that do not hold are bugs', () => {
    expect(() => must(undefined, 'x')).toThrow(expect.objectContaining({ code: 'bug' }));
    expect(() => must(null, 'x')).toThrow(expect.objectContaining({ code: 'bug' }));
    expect(() => assertNever('odd' as never)).toThrow(expect.objectContaining({ code: 'bug' }));
  });
});

describe('dates', () => {
  test.each([
    ['2024-02-29', '2024-02-29'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2023-02-29', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-00-10', undefined],
    ['0000-00-00', undefined],
    ['31.12.2026', undefined],
    ['2026-1-1', undefined],
    ['2026-01-01x', undefined],
    ['', undefined],
  ])('%s is read as %s', (text, date) => {
    expect(parseIsoDate(text)).toBe(date);
  });

  test('every day of the calendar is read as itself', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const text = day.toISOString().slice(0, 10);
        expect(parseIsoDate(text)).toBe(text);
      }),
      propertyOptions(),
    );
  });

  test('the local day of an instant is the one the browser shows', () => {
    expect(localDate(new Date(2026, 0, 5, 0, 0, 1).getTime())).toBe('2026-01-05');
    expect(localDate(new Date(2026, 10, 22, 23, 59).getTime())).toBe('2026-11-22');
  });
});

describe('a lazy thing', () => {
  test('is made once, at the first question', async () => {
    const make = vi.fn<() => Promise<object>>(async () => ({}));
    const get = lazy(make);
    expect(make).not.toHaveBeenCalled();
    const [one, other] = await Promise.all([get(), get()]);

    expect(one).toBe(other);
    expect(make).toHaveBeenCalledTimes(1);
  });

  test('whose making failed is tried again', async () => {
    const make = vi
      .fn<() => Promise<number>>()
      .mockRejectedValueOnce(new AppError('storage-blocked'))
      .mockResolvedValue(5);
    const get = lazy(make);

    await expect(get()).rejects.toMatchObject({ code: 'storage-blocked' });
    expect(await get()).toBe(5);
  });
});

describe('sleeping', () => {
  test('ends after its time', async () => {
    vi.useFakeTimers();
    let ended = false;
    void systemClock.sleep(1_000).then(() => (ended = true));
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toBe(true);
  });

  test('is broken off by the signal, at once or in the middle, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    await expect(systemClock.sleep(1_000, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
    const abort = new AbortController();
    const sleeping = systemClock.sleep(1_000, abort.signal);
    abort.abort();

    await expect(sleeping).rejects.toMatchObject({ code: 'aborted' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves no listener at a signal that never fires', async () => {
    vi.useFakeTimers();
    const abort = new AbortController();
    const removed = vi.spyOn(abort.signal, 'removeEventListener');
    const sleeping = systemClock.sleep(10, abort.signal);
    await vi.advanceTimersByTimeAsync(10);
    await sleeping;
    expect(removed).toHaveBeenCalledTimes(1);
  });
});
