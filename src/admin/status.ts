import type { Status } from '../messaging/replies.ts';
import type { RunDeps } from '../run/deps.ts';
import { isPreviewSeen } from '../run/plan/consent.ts';
import { secretHosts } from '../config/secret-hosts.ts';
import { presentProblems } from '../run/automatic/present-problems.ts';
import { nextDueMs } from '../run/automatic/schedule.ts';

/** What the popup needs to know before it can show anything. No secrets: only whether they are saved. */
export async function readStatus(deps: RunDeps): Promise<Status> {
  const [{ settings, invalid, locked, leftOut }, withheld, schedule] = await Promise.all([
    deps.settings.readable(),
    deps.withheldHosts(),
    deps.state.get('schedule'),
  ]);
  const hosts = secretHosts(settings);
  const [bambooKey, siToken, previewSeen, problems] = await Promise.all([
    deps.secrets.has('bamboo-key', hosts['bamboo-key']),
    deps.secrets.has('si-token', hosts['si-token']),
    isPreviewSeen(deps, settings),
    presentProblems(deps, schedule),
  ]);
  return {
    settings,
    secrets: { bambooKey, siToken },
    invalid: [...invalid],
    locked: [...locked],
    leftOut: [...leftOut],
    withheld: [...withheld],
    previewSeen,
    nextDueMs: nextDueMs(settings, schedule, deps.clock.now()),
    // Seen at once, also where the browser does not say that access was granted.
    problems: withheld.length > 0 ? problems : problems.filter(({ error }) => error?.code !== 'permission-missing'),
  };
}
