import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PairState } from '../../../domain/pair-state.ts';
import type { ErrorData } from '../../../shared/app-error.ts';
import type { UiPort } from '../../shell/port.ts';
import type { PlanModel } from '../plan-model.ts';
import { createTask } from '../../shell/task.ts';

type Asked = Extract<NonNullable<PairState['firstCreation']>, { readonly state: 'asked' }>;

export interface FirstCreationModel {
  /** The first person this product created here, while it is not known whether SI mailed them by itself. */
  readonly asked: ReadonlySignal<Asked | undefined>;
  /** Nobody was created here yet, so the question cannot be asked. */
  readonly ahead: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  answer(mailed: boolean): Promise<void>;
  dispose(): void;
}

/** The one question the product cannot answer by reading. Asked until it is answered. */
export function createFirstCreationModel(port: UiPort, plan: PlanModel): FirstCreationModel {
  const asked = signal<Asked | undefined>(undefined);
  const ahead = signal(false);
  const task = createTask();
  const load = async () => {
    const pair = plan.header.peek()?.pair;
    const facts = pair && (await port.history.pairFacts(pair).catch(() => undefined));
    asked.value = facts?.firstCreation?.state === 'asked' ? facts.firstCreation : undefined;
    ahead.value = facts !== undefined && facts.firstCreation === undefined;
  };
  const undoPlan = effect(() => {
    if (plan.header.value !== undefined) void load();
  });
  const undoNews = port.onChange((topic) => {
    if (topic === 'runs' || topic === 'settings') void load();
  });
  return {
    asked,
    ahead,
    busy: task.busy,
    error: task.error,
    answer: async (mailed) => {
      await task.run(async () => {
        await port.send('answerFirstCreation', { mailed });
        await load();
      });
    },
    dispose() {
      undoPlan();
      undoNews();
    },
  };
}
