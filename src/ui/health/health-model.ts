import { isImport } from '../../domain/run.ts';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PairState } from '../../domain/pair-state.ts';
import { isHeldOff, type RefusedRow } from '../../domain/pair-state.ts';
import type { NamedState } from '../../domain/state.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import { isPast } from '../../shared/stored-time.ts';
import type { UiPort } from '../shell/port.ts';
import type { StatusModel } from '../shell/status-model.ts';
import { createTask } from '../shell/task.ts';

/** Between two imports there are hardly more reverts and mails. */
const recentRuns = 20;

export interface HealthModel {
  readonly schedule: ReadonlySignal<NamedState['schedule'] | undefined>;
  /** When an import, by hand or automatic, last went through and was last begun (epoch ms). */
  readonly last: ReadonlySignal<{ readonly successMs?: number | undefined; readonly attemptMs?: number | undefined }>;
  readonly connection: ReadonlySignal<NamedState['connection'] | undefined>;
  /** What Test Connection and new keys prove. */
  readonly proven: ReadonlySignal<NamedState['proven'] | undefined>;
  /** Fields Small Improvements was found not to take; undefined until known. */
  readonly notWritable: ReadonlySignal<readonly string[] | undefined>;
  /** What others were last seen to have written. */
  readonly others: ReadonlySignal<PairState['others']>;
  /** People whom automatic imports try once a day, because Small Improvements refused them time and again. */
  readonly heldOff: ReadonlySignal<readonly RefusedRow[]>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  /** The side whose access the browser still withholds after asking. */
  readonly refused: ReadonlySignal<'bamboo' | 'si' | undefined>;
  load(): Promise<void>;
  grant(side: 'bamboo' | 'si'): Promise<void>;
  /** Lets the next preview compare the field again. */
  tryAgain(field: string): Promise<void>;
  /** Notes that a required field is known to be empty for everybody; false where that failed. */
  confirmUnreadable(field: string): Promise<boolean>;
  dispose(): void;
}

/** State of the synchronisation. */
export function createHealthModel(port: UiPort, deps: { status: StatusModel }): HealthModel {
  const schedule = signal<NamedState['schedule'] | undefined>(undefined);
  const last = signal<HealthModel['last']['value']>({});
  const connection = signal<NamedState['connection'] | undefined>(undefined);
  const proven = signal<NamedState['proven'] | undefined>(undefined);
  const notWritable = signal<readonly string[] | undefined>(undefined);
  const others = signal<PairState['others']>(undefined);
  const heldOff = signal<readonly RefusedRow[]>([]);
  const refused = signal<'bamboo' | 'si' | undefined>(undefined);
  const task = createTask();

  const load = async () => {
    await task.run(async () => {
      const [nextSchedule, nextConnection, nextProven, newest] = await Promise.all([
        port.history.state('schedule'),
        port.history.state('connection'),
        port.history.state('proven'),
        port.history.runs(recentRuns),
      ]);
      const facts = nextConnection && (await port.history.pairFacts(nextConnection.pair));
      schedule.value = nextSchedule;
      connection.value = nextConnection;
      proven.value = nextProven;
      last.value = {
        successMs: latest(port.now(), nextSchedule?.lastSuccessMs, facts?.lastSuccessMs),
        attemptMs: latest(port.now(), nextSchedule?.lastAttemptMs, newest.find(isImport)?.startedAtMs),
      };
      notWritable.value = facts?.notWritable;
      others.value = facts?.others;
      heldOff.value = Object.values(facts?.refusedRows ?? {}).filter((row) => isHeldOff(row, port.now()));
    });
  };
  const undo = port.onChange((topic) => {
    if (topic === 'schedule' || topic === 'plan' || topic === 'runs' || topic === 'settings') void load();
  });

  return {
    schedule,
    last,
    connection,
    proven,
    notWritable,
    others,
    heldOff,
    error: task.error,
    refused,
    load,
    async grant(side) {
      await task.run(async () => {
        const granted = await port.grantAccess(side);
        refused.value = granted ? undefined : side;
        await deps.status.load();
      });
    },
    async tryAgain(field) {
      const sent = await task.run(async () => {
        await port.send('tryFieldAgain', { field });
      });
      if (sent) await load();
    },
    confirmUnreadable: (field) =>
      task.run(async () => {
        await port.send('confirmUnreadable', { field });
      }),
    dispose: undo,
  };
}

/** What was noted under a clock that was ahead would stay the latest for years. */
function latest(nowMs: number, ...timesMs: readonly (number | undefined)[]): number | undefined {
  const known = timesMs.filter((each) => each !== undefined).filter((each) => isPast(each, nowMs));
  return known.length === 0 ? undefined : Math.max(...known);
}
