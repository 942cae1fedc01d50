import { type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { createTask } from '../shell/task.ts';
import type { ByHand, PanelData, PanelPort } from './panel-port.ts';

export interface PanelModel {
  /** What is shown; undefined until the first answer. */
  readonly data: ReadonlySignal<PanelData | undefined>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** The login was opened in another tab. */
  readonly waiting: ReadonlySignal<boolean>;
  readonly addressError: ReadonlySignal<ErrorData | undefined>;
  load(): Promise<void>;
  /** Reads after a press: nothing is read before. */
  press(): void;
  /** "That is me": a session of whom the panel asks about counts as the viewer's own in this panel. */
  confirm(): void;
  allowCompany(): Promise<void>;
  logIn(url: string): void;
  openTab(url: string): void;
  useAddress(address: string): Promise<void>;
  dispose(): void;
}

/** States in which something that happens elsewhere lets the panel go on by itself. */
const mayChange: ReadonlySet<string> = new Set(['signed-out', 'session-kept', 'someone-else', 'is-it-you']);

/** One panel: asks the worker, and asks again by itself after a login in any tab. */
export function createPanelModel(port: PanelPort): PanelModel {
  const data = signal<PanelData | undefined>(undefined);
  const error = signal<ErrorData | undefined>(undefined);
  const busy = signal(false);
  const waiting = signal(false);
  const address = createTask();
  let byHand: ByHand = { pressed: false, loggedIn: false };
  let latest = 0;
  /** Something happened elsewhere while an answer was on its way, which may be one from before it. */
  let missed = false;

  const load = async () => {
    latest += 1;
    const turn = latest;
    busy.value = true;
    missed = false;
    try {
      const answer = await port.read(byHand);
      if (turn !== latest) return;
      data.value = answer;
      error.value = undefined;
    } catch (thrown) {
      if (turn !== latest) return;
      error.value = toErrorData(thrown);
      data.value = undefined;
    } finally {
      if (turn === latest) {
        busy.value = false;
        if (missed) lookAgain();
      }
    }
  };
  const lookAgain = () => {
    const state = data.peek()?.answer.state;
    if (busy.peek()) missed = true;
    else if (error.peek() !== undefined || (state !== undefined && mayChange.has(state))) void load();
  };
  const go = (how: Partial<ByHand>) => {
    byHand = { ...byHand, ...how };
    data.value = undefined;
    return load();
  };
  const undo = port.onMaybeChanged(lookAgain);
  void load();

  return {
    data,
    error,
    busy,
    waiting,
    addressError: address.error,
    load,
    press: () => void go({ pressed: true }),
    confirm() {
      const answer = data.peek()?.answer;
      if (answer?.state === 'is-it-you') void go({ pressed: true, confirmed: answer.viewerId });
    },
    async allowCompany() {
      const allowed = await address.run(() => port.allowCompany());
      if (allowed) await go({ pressed: true });
    },
    logIn(url) {
      byHand = { ...byHand, pressed: true, loggedIn: true };
      waiting.value = true;
      port.openTab(url);
    },
    openTab: port.openTab,
    async useAddress(typed) {
      byHand = { ...byHand, pressed: true };
      const saved = await address.run(() => port.rememberAddress(typed));
      if (saved) await load();
    },
    dispose: undo,
  };
}
