import { describe, expect, it } from 'vitest';
import type { ReviewsAnswer } from '../../../src/messaging/profile-answers.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { createPanelModel } from '../../../src/ui/panel/panel-model.ts';
import type { ByHand, PanelPort } from '../../../src/ui/panel/panel-port.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A worker that answers in turn, and what it was asked. */
function aPort(answers: readonly ReviewsAnswer[], over: Partial<PanelPort> = {}) {
  const asked: ByHand[] = [];
  let changed: () => void = () => undefined;
  const port: PanelPort = {
    read: async (byHand) => {
      asked.push(byHand);
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (!answer) throw new Error('there is no answer');
      return { view: 'reviews', answer };
    },
    rememberAddress: async () => undefined,
    allowCompany: async () => undefined,
    openTab: () => undefined,
    onMaybeChanged: (listener) => {
      changed = listener;
      return () => undefined;
    },
    ...over,
  };
  return { port, asked, change: () => changed() };
}

const untouched: ByHand = { pressed: false, loggedIn: false };
const siUrl = 'https://acme.small-improvements.com/app/home';

describe('what a panel tells the worker of the viewer’s hand', () => {
  it('is nothing at first, and nothing by itself however often something changes', async () => {
    const { port, asked, change } = aPort([{ state: 'press-first' }]);
    createPanelModel(port);
    await settled();
    change();
    change();
    await settled();
    expect(asked).toEqual([untouched]);
  });

  it('is asked for again when a login happened while the answer was on its way', async () => {
    const answers: ((answer: ReviewsAnswer) => void)[] = [];
    const { port, change } = aPort([], {
      read: async () => ({ view: 'reviews', answer: await new Promise((resolve) => answers.push(resolve)) }),
    });
    const model = createPanelModel(port);
    change();
    change();
    answers[0]?.({ state: 'signed-out', loginUrl: siUrl, addressKnown: true });
    await settled();
    expect(answers).toHaveLength(2);
    answers[1]?.({ state: 'module-off' });
    await settled();
    expect(model.data.value?.answer.state).toBe('module-off');
    expect(answers).toHaveLength(2);
  });

  it('is the press, then, while the place of data shows that it is read', async () => {
    const { port, asked } = aPort([{ state: 'press-first' }, { state: 'module-off' }]);
    const model = createPanelModel(port);
    await settled();
    model.press();
    expect(model.data.value).toBeUndefined();
    await settled();
    expect(asked).toEqual([untouched, { ...untouched, pressed: true }]);
    expect(model.data.value?.answer.state).toBe('module-off');
  });

  it('is the yes to the company only when it was kept', async () => {
    let fails = true;
    const allowCompany = async () => {
      if (fails) throw new AppError('storage-failed');
    };
    const { port, asked } = aPort([{ state: 'ask-company', host: 'acme.bamboohr.com' }], { allowCompany });
    const model = createPanelModel(port);
    await settled();
    await model.allowCompany();
    expect(asked).toHaveLength(1);
    expect(model.addressError.value?.code).toBe('storage-failed');
    fails = false;
    await model.allowCompany();
    expect(asked.at(-1)).toEqual({ ...untouched, pressed: true });
  });

  it('is “that is me”, and that the login was opened, after which it asks by itself', async () => {
    const { port, asked, change } = aPort([
      { state: 'is-it-you', viewer: 'Ada', viewerId: 'ada', siUrl },
      { state: 'session-kept', siUrl },
    ]);
    const model = createPanelModel(port);
    await settled();
    model.confirm();
    await settled();
    expect(asked.at(-1)).toEqual({ ...untouched, pressed: true, confirmed: 'ada' });
    model.logIn(siUrl);
    change();
    await settled();
    expect(asked.at(-1)).toEqual({ pressed: true, confirmed: 'ada', loggedIn: true });
  });
});
