import { AppError, type ErrorData, toErrorData } from '../../../shared/app-error.ts';
import { errorFacts, errorFix, errorWhat } from '../../../ui/format/error-text.ts';
import { RunnerError } from '../../runner-error.ts';
import { isOwnKey, own } from '../../words/own.ts';

/** An error as it is said: what is the case, what to do, and the facts of the case. */
export interface SaidError {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
  readonly facts: readonly string[];
}

/** Anything thrown, in words. What is a mistake of the program's own keeps its stack for whoever looks into it. */
export function sayError(thrown: unknown): SaidError {
  if (thrown instanceof RunnerError) {
    const { code, facts } = thrown;
    return { code, what: own(`what.${code}`), fix: own(`fix.${code}`), facts };
  }
  const said = sayErrorData(toErrorData(thrown));
  if (thrown instanceof AppError || !(thrown instanceof Error)) return said;
  return { ...said, facts: [...said.facts, thrown.stack ?? thrown.message] };
}

/** What was stored of an error. What speaks of a page or a browser speaks of commands and a database here. */
export function sayErrorData(error: ErrorData): SaidError {
  const [what, fix] = [`what.${error.code}`, `fix.${error.code}`];
  return {
    code: error.code,
    what: isOwnKey(what) ? own(what) : errorWhat(error),
    fix: isOwnKey(fix) ? own(fix) : errorFix(error),
    facts: errorFacts(error),
  };
}

/** The same as lines. */
export function errorLines({ what, fix, facts }: SaidError): readonly string[] {
  return [`${what} ${fix}`, ...facts.flatMap((fact) => fact.split('\n').map((line) => `  ${line}`))];
}
