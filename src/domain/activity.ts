import type { RunId } from './ids.ts';
import type { RunTrigger } from './run.ts';

/** What the worker is busy with. Read by the popup, announced on the broadcast channel. */
export type Activity =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'preview' | 'import' | 'revert';
      readonly trigger: RunTrigger;
      readonly phase: 'reading-bamboo' | 'reading-si' | 'planning' | 'checking' | 'writing' | 'verifying' | 'waiting';
      readonly done: number;
      readonly total?: number | undefined;
      /** Who is being written, while somebody is. */
      readonly name?: string | undefined;
      readonly startedAtMs: number;
      readonly runId?: RunId | undefined;
      readonly cancelling?: boolean | undefined;
      /** Epoch ms of the last sign of life. */
      readonly beatMs: number;
      /** The work rests until then (epoch ms) and goes on by itself; no sign of life is to be expected before. */
      readonly untilMs?: number | undefined;
    };
