/**
 * Writes by as few statements as it can: what comes while a statement is on its way waits for it and goes together by the
 * next, in the order in which it came. What is handed in is stored when its promise resolves; a statement that fails fails
 * everybody who is in it, and nobody after.
 */
export function together<Item>(write: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting: Item[] = [];
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  return (item) => {
    waiting.push(item);
    next ??= underWay.then(() => {
      const items = waiting;
      waiting = [];
      next = undefined;
      const written = write(items);
      underWay = written.catch(() => undefined);
      return written;
    });
    return next;
  };
}
