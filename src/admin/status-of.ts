import { secretHosts } from '../config/secret-hosts.ts';
import type { SettingsStore } from '../config/settings-store.ts';
import type { NamedState } from '../domain/state.ts';
import type { Problem } from '../domain/unattended/telling.ts';
import type { SecretKeeper } from '../history/session-secrets.ts';
import type { Status } from '../messaging/replies.ts';
import { nextDueMs } from '../run/automatic/schedule.ts';
import type { RunDeps } from '../run/deps.ts';
import { isSeen } from '../run/plan/consent.ts';

/** What a status is made of: little, because a worker that has just been woken answers it before it reads anything else. */
export interface StatusDeps extends Pick<RunDeps, 'state' | 'clock' | 'withheldHosts'> {
  readonly settings: Pick<SettingsStore, 'readable'>;
  readonly secrets: Pick<SecretKeeper, 'has'>;
  /** What automatic imports stumbled over and nobody has mended since. */
  problems(schedule: NamedState['schedule'] | undefined): Promise<readonly Problem[]>;
}

/** What the popup needs to know before it can show anything. No secrets: only whether they are saved. */
export async function statusOf(deps: StatusDeps): Promise<Status> {
  const [{ settings, invalid, locked, leftOut }, withheld, schedule, connection] = await Promise.all([
    deps.settings.readable(),
    deps.withheldHosts(),
    deps.state.get('schedule'),
    deps.state.get('connection'),
  ]);
  const hosts = secretHosts(settings);
  const [bambooKey, siToken, problems] = await Promise.all([
    deps.secrets.has('bamboo-key', hosts['bamboo-key'], settings.keysForSession),
    deps.secrets.has('si-token', hosts['si-token'], settings.keysForSession),
    deps.problems(schedule),
  ]);
  return {
    settings,
    secrets: { bambooKey, siToken },
    invalid: [...invalid],
    locked: [...locked],
    leftOut: [...leftOut],
    withheld: [...withheld],
    previewSeen: isSeen(connection, settings),
    nextDueMs: nextDueMs(settings, schedule, deps.clock.now()),
    // Seen at once, also where the browser does not say that access was granted.
    problems: withheld.length > 0 ? problems : problems.filter(({ error }) => error?.code !== 'permission-missing'),
  };
}
