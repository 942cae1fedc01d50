import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PairState, Uninformed } from '../../domain/pair-state.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import { mayHaveBeenMailed } from '../format/lines/uninformed-text.ts';
import { laterModel } from '../shell/later-model.ts';
import { createRunFollower } from '../shell/run-follower.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

export interface MailsModel {
  /** People the dialog speaks of; undefined while it is closed. */
  readonly asked: ReadonlySignal<readonly Uninformed[] | undefined>;
  /** What is known of mails Small Improvements sends by itself; undefined before the first creation. */
  readonly firstCreation: ReadonlySignal<PairState['firstCreation']>;
  /** An admin accepts that somebody may get a second email. */
  readonly agreed: ReadonlySignal<boolean>;
  readonly starting: ReadonlySignal<boolean>;
  /** The run that sends, until history has it. */
  readonly begun: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  ask(people: readonly Uninformed[]): Promise<void>;
  agree(on: boolean): void;
  close(): void;
  send(): Promise<void>;
  dispose(): void;
}

export const mailsOf = laterModel(createMailsModel);

/** From "Send password email…" to the run that sends them. */
function createMailsModel(ui: UiModel): MailsModel {
  const { port } = ui;
  const asked = signal<readonly Uninformed[] | undefined>(undefined);
  const firstCreation = signal<PairState['firstCreation']>(undefined);
  const agreed = signal(false);
  const starting = createTask();
  const follower = createRunFollower(ui, () => undefined);
  return {
    asked,
    firstCreation,
    agreed,
    starting: starting.busy,
    begun: computed(() => follower.runId.value !== undefined),
    error: starting.error,
    async ask(people) {
      const pair = people[0]?.pair;
      if (pair === undefined) return;
      starting.clear();
      agreed.value = false;
      firstCreation.value = (await port.history.pairFacts(pair).catch(() => undefined))?.firstCreation;
      asked.value = people;
    },
    agree(on) {
      agreed.value = on;
    },
    close() {
      asked.value = undefined;
    },
    async send() {
      const people = asked.peek();
      if (people === undefined || starting.busy.peek()) return;
      if (people.some(mayHaveBeenMailed) && !agreed.peek()) return;
      const begun = await starting.run(async () => {
        const { runId } = await port.send('sendPasswordEmails', { siUserIds: people.map((one) => one.siUserId) });
        await follower.follow(runId);
      });
      if (begun) asked.value = undefined;
    },
    dispose: follower.dispose,
  };
}
