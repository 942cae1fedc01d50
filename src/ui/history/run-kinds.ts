import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isWriting } from '../../domain/change.ts';
import { noKinds, type Run } from '../../domain/run.ts';
import type { UiPort } from '../shell/port.ts';
import type { UiModel } from '../shell/ui-model.ts';

const peoplePage = 200;

/** What was counted once, by run and by what it had come to; lives as long as the page. */
const counted = new WeakMap<UiPort, Map<string, Promise<Run['kinds']>>>();

/**
 * How many people a run really changed, by kind. A run says what was planned; where not everything planned was confirmed,
 * its people are read.
 */
export function confirmedKinds(port: UiPort, run: Run): Promise<Run['kinds']> {
  if (run.counts.confirmed === 0 || run.task === 'mails') return Promise.resolve(noKinds);
  const planned = Object.values(run.kinds).reduce((sum: number, n: number) => sum + n, 0);
  if (planned === run.counts.confirmed) return Promise.resolve(run.kinds);
  const known = counted.get(port) ?? new Map<string, Promise<Run['kinds']>>();
  counted.set(port, known);
  const id = `${run.id} ${run.counts.confirmed}`;
  const counting = known.get(id) ?? countPeople(port, run);
  known.set(id, counting);
  return counting;
}

async function countPeople(port: UiPort, run: Run): Promise<Run['kinds']> {
  const kinds = { ...noKinds };
  for (let offset = 0; ; offset += peoplePage) {
    const people = await port.history.runPeople(run.id, offset, peoplePage);
    for (const { kind, outcome } of people) {
      if (isWriting(kind) && (outcome === 'confirmed' || outcome === 'partly')) kinds[kind] += 1;
    }
    if (people.length < peoplePage) return kinds;
  }
}

/** The same for a view; undefined until it is known, or when it cannot be read. */
export function useRunKinds(ui: UiModel, run: Run): Run['kinds'] | undefined {
  const kinds = useSignal<Run['kinds'] | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    confirmedKinds(ui.port, run).then(
      (found) => {
        if (!gone) kinds.value = found;
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [ui, run, kinds]);
  return kinds.value;
}
