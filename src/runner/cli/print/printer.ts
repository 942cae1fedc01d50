import { plainJson, plainLines, plainText } from './plain-text.ts';

/** Where a command writes; of a process, its two streams. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What a command says. Results go to the one stream, what is only told on the way to the other. */
export interface Printer {
  readonly isJson: boolean;
  /** The one result for programs is out: whatever comes after it is told beside it. */
  readonly isResultOut: boolean;
  /** One line of the result. Whatever is in it, it stays one line and orders a terminal nothing. */
  line(text?: string): void;
  /** The result for programs, in place of all lines. */
  json(value: unknown): void;
  /** The result in a form of its own, whose line breaks are meant. */
  raw(text: string): void;
  /** Told on the way; not part of the result. */
  note(text: string): void;
}

export function createPrinter({ out, err, isJson }: { out: Sink; err: Sink; isJson: boolean }): Printer {
  let isResultOut = false;
  return {
    isJson,
    get isResultOut() {
      return isResultOut;
    },
    line: (text = '') => {
      if (!isJson) out.write(`${plainText(text)}\n`);
    },
    json: (value) => {
      if (!isJson) return;
      out.write(`${plainJson(value)}\n`);
      isResultOut = true;
    },
    raw: (text) => out.write(plainLines(text)),
    note: (text) => err.write(`${plainText(text)}\n`),
  };
}

/** The command to give next, as it is typed. */
export function commandText(...words: readonly string[]): string {
  return ['npm run -s runner --', ...words].join(' ');
}
