import { countLicences } from '../company/si-company.ts';
import { now, type World } from '../server/world.ts';
import type { SiUser } from '../state/si-state.ts';
import { foldText } from '../text.ts';
import type { Actor } from './auth.ts';
import { SiRefusal } from './reply.ts';

/** A refusal for a broken rule; its code is not documented (reference §10, 15). */
export function ruleBroken(world: World, message: string): SiRefusal {
  return new SiRefusal(world.modes.si.ruleStatus, message);
}

/** Refuses edits of fields another synchronisation owns (reference §3.5). */
export function requireNoSync(world: World, what: 'profile' | 'manager'): void {
  const { settings } = world.state.si;
  const owned =
    settings.synchronizedFromExternalSystem ||
    settings.synchronizedWithBamboo ||
    settings.synchronizedWithGoogleApps ||
    settings.synchronizedWithExternalCsvProvider ||
    (what === 'manager' && settings.managerSynchronizedFromExternalSystem);
  if (owned) throw new SiRefusal(403, 'This profile is managed by an external system');
}

/** Refuses a login or external id somebody else has. */
export function requireUnique(
  world: World,
  user: SiUser | null,
  login: string | null,
  externalId: string | null,
): void {
  for (const other of world.state.si.users) {
    if (other === user) continue;
    if (login !== null && foldText(other.loginname) === foldText(login)) {
      throw ruleBroken(world, 'A user with this login already exists');
    }
    if (
      externalId !== null &&
      other.externalSystemId === externalId &&
      world.modes.si.duplicateExternalId === 'error'
    ) {
      throw ruleBroken(world, 'A user with this employee id already exists');
    }
  }
}

/** Refuses more active users than licences when the company is locked at its limit. */
export function requireLicences(world: World, additional: number): void {
  const { licences, users } = world.state.si;
  if (licences.autoAdjust || !licences.overageLockout) return;
  if (countLicences(users) + additional > licences.paid) throw ruleBroken(world, 'No licences left');
}

/** Applies changed keys to a user and records what changed; returns whether anything did. */
export function applyChange(world: World, actor: Actor, action: string, user: SiUser, patch: Partial<SiUser>): boolean {
  const record = user as unknown as Record<string, unknown>;
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    if (record[key] === value) continue;
    before[key] = record[key];
    after[key] = value;
    record[key] = value;
  }
  world.state.si.audit.push({ at: now(), by: actor.user.id, action, userId: user.id, before, after });
  return Object.keys(after).length > 0;
}
