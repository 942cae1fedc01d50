import cliProgress from 'cli-progress';
import type { Activity } from '../../../domain/activity.ts';
import { phaseText } from '../../../ui/format/run-text.ts';
import { plainText } from './plain-text.ts';
import type { Sink } from './printer.ts';

type Busy = Exclude<Activity, { kind: 'idle' }>;

/** Shows how far work is, as often as it is told. */
export interface Progress {
  show(activity: Activity): void;
  /** Nothing of it is left on a terminal. */
  stop(): void;
}

/** A bar on a terminal; elsewhere a line whenever another phase begins or another tenth is done. */
export function createProgress(sink: Sink): Progress {
  return sink.isTTY ? barOn(sink) : linesOn(sink);
}

function linesOn(sink: Sink): Progress {
  let last = '';
  return {
    show: (activity) => {
      if (activity.kind === 'idle') return;
      const line = lineOf(activity);
      if (line !== last) sink.write(`${line}\n`);
      last = line;
    },
    stop: () => undefined,
  };
}

/** Rounded down to tenths, so that thousands of people are a few lines. */
function lineOf({ phase, done, total }: Busy): string {
  if (total === undefined || total === 0) return phaseText(phase);
  return `${phaseText(phase)}: ${Math.floor((done / total) * 10) * 10} %`;
}

function barOn(sink: Sink): Progress {
  const bar = new cliProgress.SingleBar({
    format: '{phase} {bar} {value}/{total} {name}',
    stream: sink as unknown as NodeJS.WritableStream,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    // Ended by whoever began it, and by no signal.
    gracefulExit: false,
  });
  let isShown = false;
  return {
    show: (activity) => {
      if (activity.kind === 'idle') return;
      const { phase, done, total = 0, name = '' } = activity;
      // Names are anybody's.
      const said = { phase: phaseText(phase), name: plainText(name) };
      if (!isShown) bar.start(total, done, said);
      isShown = true;
      bar.setTotal(total);
      bar.update(done, said);
    },
    stop: () => {
      if (isShown) bar.stop();
      isShown = false;
    },
  };
}
