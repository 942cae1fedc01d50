import { setTimeout as pause } from 'node:timers/promises';
import type { RunId } from '../../domain/ids.ts';
import type { Run } from '../../domain/run.ts';
import { AppError } from '../../shared/app-error.ts';
import { formatDateTime } from '../../ui/format/dates.ts';
import { RunnerError } from '../runner-error.ts';
import { own } from '../words/own.ts';
import type { OpenTenant } from '../tenant-deps.ts';
import type { Desk, TenantAtWork } from './desk.ts';
import { exitCode } from './exit-code.ts';

/** How often it is looked how far work is, in ms. */
const lookMs = 250;
/** How often an open run somebody else is at is looked at, in ms. */
const elsewhereMs = 2_000;

/** Starts work at a tenant and shows how far it is until this process is at nothing there any more. */
export async function follow<T>(desk: Desk, { deps, lock }: OpenTenant, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } finally {
    // Also where it did not start: a run that was left open is gone on with first.
    const free = lock.free().then(() => true);
    do {
      const activity = await deps.state.get('activity');
      if (activity) desk.progress.show(activity);
    } while (!(await Promise.race([free, pause(lookMs, false)])));
    desk.progress.stop();
  }
}

/** Calls `first` at Ctrl-C or SIGTERM; the next one ends the process at once. */
export function onInterrupt(desk: Desk, first: () => void): void {
  let wasHeard = false;
  const heard = () => {
    if (wasHeard) desk.exit(exitCode.interrupted);
    wasHeard = true;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) desk.signals.once(signal, heard);
    desk.say.note(own('import.leaving'));
    first();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) desk.signals.once(signal, heard);
}

/**
 * Stays with a run until it has ended, also where it rests because Small Improvements asked for it, or where a worker goes
 * on with it. Interrupted, what is on the wire is settled, and the run is left open for whoever comes next.
 */
export async function stayWith(desk: Desk, tenant: TenantAtWork, id: RunId): Promise<Run> {
  const { deps, coordinator, halt } = tenant;
  let saidMs = 0;
  for (;;) {
    const run = await deps.runs.get(id);
    // It began, and there was no room for what it came to.
    if (!run) throw new AppError(tenant.unstored() ?? 'run-interrupted');
    if (run.state !== 'running') return run;
    if (halt.isHalting) {
      await halt.release(deps.runs);
      return run;
    }
    const resumeAtMs = run.resumeAtMs ?? 0;
    if (resumeAtMs > deps.clock.now()) {
      if (saidMs !== resumeAtMs) desk.say.note(own('import.rests', { time: formatDateTime(resumeAtMs) }));
      saidMs = resumeAtMs;
      await pause(Math.min(elsewhereMs, resumeAtMs - deps.clock.now()));
    } else {
      await follow(desk, tenant, () => coordinator.tick());
      if ((await deps.runs.get(id))?.state === 'running') await pause(elsewhereMs);
    }
  }
}

/**
 * Before a command that begins something else: whoever goes on with a run that was left open writes, and that is to be asked for.
 * Errors: `run-open`
 */
export async function checkNothingOpen({ runs }: OpenTenant['deps']): Promise<void> {
  if (await runs.openRun()) throw new RunnerError('run-open');
}
