/** Questions at a time; the worker fetches four at once. */
const mostAsked = 6;
/** The worker may have been ended in between, or the network be away. */
const retryMs = [2_000, 8_000, 30_000];
const mostRemembered = 2_000;

/** Asks what is wanted, what was wanted last first, each question once however many want it. */
export interface Asker<Who, Question> {
  want(key: string, question: Question, who: Who): void;
  /** Sends what may be sent. */
  go(): void;
}

export function createAsker<Who, Question>(deps: {
  fetch(key: string, question: Question): Promise<void>;
  isWanted(who: Who): boolean;
  /** The answer is there: to be looked up by whoever wanted it. */
  answered(who: Who): void;
  readonly signal: AbortSignal;
}): Asker<Who, Question> {
  const { signal } = deps;
  const waiting = new Map<string, { readonly question: Question; readonly who: Set<Who> }>();
  const asking = new Map<string, Set<Who>>();
  const failures = new Map<string, number>();

  const ask = async (key: string, question: Question, who: Set<Who>) => {
    asking.set(key, who);
    try {
      await deps.fetch(key, question);
      failures.delete(key);
      if (!signal.aborted) for (const each of who) deps.answered(each);
    } catch {
      if (failures.size > mostRemembered) failures.clear();
      const times = (failures.get(key) ?? 0) + 1;
      failures.set(key, times);
      const wait = retryMs[times - 1];
      if (wait !== undefined) setTimeout(() => again(key, question, who), wait);
    } finally {
      asking.delete(key);
      go();
    }
  };
  const again = (key: string, question: Question, who: Set<Who>) => {
    if (signal.aborted) return;
    waiting.set(key, { question, who });
    go();
  };
  const go = () => {
    while (!signal.aborted && asking.size < mostAsked && waiting.size > 0) {
      const [key, { question, who }] = [...waiting].at(-1) as [string, { question: Question; who: Set<Who> }];
      waiting.delete(key);
      if ([...who].some(deps.isWanted)) void ask(key, question, who);
      // What has left the window meanwhile is not asked for; when it is back it may be wanted as if for the first time.
      else failures.delete(key);
    }
  };
  return {
    want(key, question, who) {
      const present = asking.get(key) ?? waiting.get(key)?.who;
      if (present) present.add(who);
      else if ((failures.get(key) ?? 0) === 0) waiting.set(key, { question, who: new Set([who]) });
    },
    go,
  };
}
