import type { Settings } from '../../config/settings.ts';
import type { RunDeps } from '../deps.ts';

/** A preview of exactly these two companies was made, with the keys of the people who are acting now. */
export async function isPreviewSeen(deps: Pick<RunDeps, 'state'>, settings: Settings): Promise<boolean> {
  const seen = await deps.state.get('connection');
  return (
    seen !== undefined &&
    seen.changed === undefined &&
    seen.subdomain === settings.bambooSubdomain &&
    seen.siAddress === settings.siAddress
  );
}
