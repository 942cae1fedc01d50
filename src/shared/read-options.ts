/** Progress of a long read: what is done of how many, where the total is known. */
export type OnProgress = (done: number, total: number | undefined) => void;

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}
