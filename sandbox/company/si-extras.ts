import { dayToEpoch, shiftDay } from '../dates.ts';
import type { Random } from '../random.ts';
import type { SiUser } from '../state/si-state.ts';
import { createSiId } from './ids.ts';
import { createName, foldName } from './names.ts';
import { MAIL_DOMAIN } from './people.ts';

export interface ExtraUser {
  user: SiUser;
  reason: string;
}

function blank(today: string, random: Random, firstName: string, lastName: string, login: string): SiUser {
  const created = dayToEpoch(shiftDay(today, -random.int(300, 1500)));
  return {
    id: createSiId(random),
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
    dateCreated: created,
    lastLoginDate: created + 86_400_000,
    previousLoginDate: null,
    loginCounter: 3,
    picture: null,
    phone: null,
    aboutMe: null,
  };
}

/**
 * Accounts BambooHR knows nothing of: a service administrator, a guest, people set up by hand, one account of an
 * employee deleted in BambooHR. No name equals that of an employee.
 */
export function createExtraUsers(
  takenNames: ReadonlySet<string>,
  deletedId: string | null,
  size: number,
  today: string,
  random: Random,
): ExtraUser[] {
  const freshName = (): { firstName: string; lastName: string } => {
    for (;;) {
      const name = createName(random);
      if (!takenNames.has(`${name.firstName} ${name.lastName}`)) return name;
    }
  };
  const byHand = (domain: string): SiUser => {
    const { firstName, lastName } = freshName();
    const login = `${foldName(firstName)}.${foldName(lastName)}.${random.int(100, 999)}@${domain}`;
    return blank(today, random, firstName, lastName, login);
  };
  const service = blank(today, random, 'Performance', 'Administrator', `performance@${MAIL_DOMAIN}`);
  Object.assign(service, { isAdmin: true, isHR: true });
  const guest = byHand('coaching.example');
  guest.isGuest = true;
  const extras: ExtraUser[] = [
    { user: service, reason: 'service administrator' },
    { user: guest, reason: 'guest' },
    { user: byHand(MAIL_DOMAIN), reason: 'set up by hand' },
  ];
  if (deletedId !== null) {
    const user = byHand(MAIL_DOMAIN);
    user.externalSystemId = deletedId;
    extras.push({ user, reason: 'employee deleted in BambooHR' });
  }
  for (let index = 0; index < Math.floor(size / 500); index += 1) {
    const user = byHand('agency.example');
    user.isActive = random.chance(0.7);
    extras.push({ user, reason: 'agency' });
  }
  return extras;
}
