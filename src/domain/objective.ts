/** Objectives as a profile's panel shows them. */
export interface Objective {
  readonly id: string;
  readonly title: string;
  readonly status?: { readonly label: string; readonly color?: string | undefined } | undefined;
  /** ISO date. */
  readonly due?: string | undefined;
  readonly overdue: boolean;
  /** Percent, where it says something. */
  readonly progress?: number | undefined;
  readonly url: string;
}

export interface ObjectiveCycle {
  readonly name: string;
  readonly current: boolean;
  readonly objectives: readonly Objective[];
}
