import type { Settings } from '../config/settings.ts';
import type { Status } from '../messaging/replies.ts';
import type { RunDeps } from '../run/deps.ts';
import { nextDueMs } from '../run/automatic/schedule.ts';

/** What the popup needs to know before it can show anything. No secrets: only whether they are saved. */
export async function readStatus(deps: RunDeps): Promise<Status> {
  const [{ settings, invalid }, bambooKey, siToken, locked, withheld, schedule] = await Promise.all([
    deps.settings.readable(),
    deps.secrets.has('bamboo-key'),
    deps.secrets.has('si-token'),
    deps.settings.locked(),
    deps.withheldHosts(),
    deps.state.get('schedule'),
  ]);
  return {
    settings,
    secrets: { bambooKey, siToken },
    invalid: [...invalid],
    locked: [...locked],
    withheld: [...withheld],
    previewSeen: await isPreviewSeen(deps, settings),
    nextDueMs: nextDueMs(settings, schedule, deps.clock.now()),
  };
}

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
