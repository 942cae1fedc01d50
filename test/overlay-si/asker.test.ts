import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAsker } from '../../src/overlay-si/asker.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks again for what failed once, left the window during the pause and came back', async () => {
  let isWanted = true;
  const answered: string[] = [];
  const fetch = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue(undefined);
  const asker = createAsker<string, string>({
    fetch,
    isWanted: () => isWanted,
    answered: (who) => answered.push(who),
    signal: new AbortController().signal,
  });
  const look = async (waitMs: number) => {
    asker.want('ada', 'whose photo', 'picture');
    asker.go();
    await vi.advanceTimersByTimeAsync(waitMs);
  };
  await look(0);
  isWanted = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  isWanted = true;
  await look(0);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(answered).toEqual(['picture']);
});
