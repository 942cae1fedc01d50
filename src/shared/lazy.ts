/**
 * Makes a thing at the first question and keeps it; a failed making is tried again at the next question. `forget`, handed
 * to the making, has it made anew at the next question.
 */
export function lazy<T>(make: (forget: () => void) => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  const forget = () => {
    made = undefined;
  };
  return () => {
    made ??= make(forget).catch((thrown: unknown) => {
      forget();
      throw thrown;
    });
    return made;
  };
}
