import type { ErrorData } from '../shared/app-error.ts';
import type { RunDeps } from './deps.ts';

/** Keeps why the last preview failed, for the page to show. */
export async function notePreviewError(deps: RunDeps, error: ErrorData): Promise<void> {
  await deps.state.set('preview-error', { error, atMs: deps.clock.now() });
  deps.announce('plan');
}

/** Keeps why the last revert could not be previewed or begun. */
export async function noteRevertError(deps: RunDeps, error: ErrorData): Promise<void> {
  await deps.state.set('revert-error', { error, atMs: deps.clock.now() });
  deps.announce('runs');
}
