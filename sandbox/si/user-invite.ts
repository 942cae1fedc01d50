import { randomBytes } from 'node:crypto';
import { now, type World } from '../server/world.ts';
import type { SiUser } from '../state/si-state.ts';
import { foldText } from '../text.ts';
import type { Actor } from './auth.ts';
import { requireAddress } from './login-form.ts';
import { SiRefusal } from './reply.ts';
import { toStoredForm } from './stored-form.ts';
import { requireLicences, requireUnique, ruleBroken } from './user-rules.ts';
import { parseInvitationExtras } from './user-update.ts';

/** A fresh id in the alphabet of Small Improvements (reference §2.1). */
function freshId(): string {
  return randomBytes(16).toString('base64').replaceAll('+', '-').replaceAll('/', '*').replace(/=+$/, '');
}

function loginOf(entry: Record<string, unknown>, world: World): string {
  const key = world.modes.si.inviteLoginKey;
  const value = key === 'either' ? (entry['loginname'] ?? entry['email']) : entry[key];
  if (typeof value !== 'string' || value.trim() === '') throw new SiRefusal(400, 'A valid email is required');
  requireAddress(key === 'either' ? 'loginname' : key, value, world);
  return value;
}

function nameOf(entry: Record<string, unknown>, key: 'firstName' | 'lastName', world: World): string {
  const value = entry[key];
  if (typeof value !== 'string' || value.trim() === '') throw new SiRefusal(400, `${key} is required`);
  return toStoredForm(key, value, world.modes.si.storedForm[key]);
}

function wantsMail(entry: Record<string, unknown>, world: World): boolean {
  const told = entry[world.modes.si.inviteMailFlag];
  switch (world.modes.si.inviteMail) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'by-flag':
      return told === true;
    case 'unless-told':
    default:
      return told !== false;
  }
}

function newUser(firstName: string, lastName: string, login: string): SiUser {
  return {
    id: freshId(),
    firstName,
    lastName,
    loginname: login,
    email: login,
    gender: 'unspecified',
    isActive: true,
    isPlaceholder: false,
    managerId: null,
    location: null,
    department: null,
    team: null,
    role: null,
    externalSystemId: null,
    hiringDate: null,
    isAdmin: false,
    isHR: false,
    isAssistant: false,
    isGuest: false,
    isSmallImprovements: false,
    password: null,
    dateCreated: now(),
    lastLoginDate: null,
    previousLoginDate: null,
    loginCounter: 0,
    picture: null,
    phone: null,
    aboutMe: null,
  };
}

/**
 * Creates the invited people, all or none (reference §4.2). Mails them as the mode says.
 * Returns the accounts in the order of the body; existing ones among them only in that mode.
 */
export function invite(body: unknown, world: World, actor: Actor): SiUser[] {
  if (!world.state.si.settings.currentUserCanInviteUsers) throw new SiRefusal(403, 'Inviting users is switched off');
  if (!Array.isArray(body)) throw new SiRefusal(400, 'An array is expected');
  const entries = body.map((entry) => (entry ?? {}) as Record<string, unknown>);
  const planned: Array<{ entry: Record<string, unknown>; user: SiUser; isNew: boolean }> = [];
  for (const entry of entries) {
    const [firstName, lastName] = [nameOf(entry, 'firstName', world), nameOf(entry, 'lastName', world)];
    const login = loginOf(entry, world);
    const same = (user: SiUser): boolean => foldText(user.loginname) === foldText(login);
    const existing = world.state.si.users.find(same) ?? planned.find((plan) => same(plan.user))?.user;
    if (existing) {
      if (world.modes.si.inviteDuplicate === 'error') throw ruleBroken(world, 'A user with this login already exists');
      planned.push({ entry, user: existing, isNew: false });
      continue;
    }
    const user = newUser(firstName, lastName, login);
    if (world.modes.si.inviteFields === 'all') {
      Object.assign(user, parseInvitationExtras(entry, world, actor));
      requireUnique(world, null, null, user.externalSystemId);
    }
    planned.push({ entry, user, isNew: true });
  }
  const created = planned.filter((plan) => plan.isNew);
  requireLicences(world, created.length);
  for (const { entry, user } of created) {
    world.state.si.users.push(user);
    const at = now();
    world.state.si.audit.push({
      at,
      by: actor.user.id,
      action: 'invite',
      userId: user.id,
      before: {},
      after: { ...user },
    });
    if (wantsMail(entry, world)) world.state.si.mails.push({ userId: user.id, kind: 'invite', at, by: actor.user.id });
  }
  return planned.map((plan) => plan.user);
}
