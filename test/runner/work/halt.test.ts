import { expect, test } from 'vitest';
import type { SiUserId } from '../../../src/domain/ids.ts';
import type { Run } from '../../../src/domain/run.ts';
import type { RunStore } from '../../../src/history/run-store.ts';
import { createHalt } from '../../../src/runner/work/halt.ts';
import type { AppError } from '../../../src/shared/app-error.ts';
import type { SiApi } from '../../../src/si-api/si-api.ts';
import { aRun } from '../../builders/stored.ts';

const nowMs = Date.UTC(2026, 10, 25, 12);

/** A worker that was told to end, until when its next write is put off, and a run that rests until then or until another instant. */
async function endingWorker(resumeAtMs?: number) {
  const halt = createHalt({ now: () => nowMs, sleep: async () => undefined });
  const lock: SiApi['lock'] = async (ids, options) => {
    await options?.beforeSend?.();
    return ids;
  };
  const si = halt.heldBack({ lock } as SiApi);
  halt.halt();
  const refused = await si.lock(['u1' as SiUserId], { beforeSend: async () => undefined }).catch((e: AppError) => e);
  const { retryAtMs } = (refused as AppError).context;
  let open: Run = { ...aRun('r', nowMs), state: 'running', resumeAtMs: resumeAtMs ?? retryAtMs };
  const runs = { openRun: async () => open, put: async (run: Run) => void (open = run) } as RunStore;
  await halt.release(runs);
  return { resumeAtMs: open.resumeAtMs };
}

test('a run that rests because its worker ends is woken for the next one', async () => {
  expect(await endingWorker()).toEqual({ resumeAtMs: nowMs });
});

test('a run that rests because Small Improvements asked for it rests on, also where its worker ends meanwhile', async () => {
  const askedMs = nowMs + 20 * 60_000;
  expect(await endingWorker(askedMs)).toEqual({ resumeAtMs: askedMs });
});
