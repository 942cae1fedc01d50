/** Lets one question be in flight for each place; see `createTurns`. */
export type Turns = <T>(place: string, question: string, work: () => Promise<T>) => Promise<T>;

/**
 * One question at a time for each place: the same question joins the one in flight, another one waits for it to end.
 * However many frames a page opens, they cause no more requests than one.
 */
export function createTurns(): Turns {
  const open = new Map<string, { readonly question: string; readonly answer: Promise<unknown> }>();
  return async <T>(place: string, question: string, work: () => Promise<T>): Promise<T> => {
    const before = open.get(place);
    if (before?.question === question) return before.answer as Promise<T>;
    const answer = (async () => {
      await before?.answer.catch(() => undefined);
      return work();
    })();
    const turn = { question, answer };
    open.set(place, turn);
    try {
      return await answer;
    } finally {
      if (open.get(place) === turn) open.delete(place);
    }
  };
}
