/** One measured figure: a ratio or a count within one run, never an absolute time (those belong in `note`). */
export interface Figure {
  /** Dotted, e.g. `plan.100k.vs-json-parse`. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'ratio' | 'count' | 'bytes';
  /** As written in the issue, e.g. `<= 1.2`. */
  readonly goal: string;
  readonly ok: boolean;
  readonly note: string;
}

/** A group of figures that are measured together: `npm run bench -- --only NAME`. */
export interface BenchGroup {
  readonly name: 'plan' | 'import' | 'preview' | 'popup' | 'overlay' | 'worker' | 'si-pages' | 'store' | 'runner';
  /** Measures the built extension, which is built anew for it. */
  readonly inBrowser?: boolean;
  run(): Promise<readonly Figure[]>;
}

/** A figure held against `<= limit` or `>= limit`. */
export function figure(
  name: string,
  value: number,
  unit: Figure['unit'],
  goal: { readonly atMost: number } | { readonly atLeast: number },
  note: string,
): Figure {
  const upper = 'atMost' in goal;
  return {
    name,
    value: Math.round(value * 1000) / 1000,
    unit,
    goal: upper ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`,
    ok: upper ? value <= goal.atMost : value >= goal.atLeast,
    note,
  };
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN];
  return (low + high) / 2;
}
