import { type Change, isWriting, type Protection } from '../../domain/change.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { PlanInput } from '../../domain/plan.ts';

/** Says of accounts why they are never deactivated automatically, and which of them an admin released. */
export interface Protector {
  /** Undefined where the account may be deactivated. */
  protectedAs(user: SiUser): Protection | undefined;
  /** An admin asked for this deactivation by typing the person's name, which still is the name. */
  isReleased(user: SiUser, name: string): boolean;
}

/** The protection rules of design §3.4 with the admin's own list. */
export function protectorOf(input: PlanInput): Protector {
  const listed = new Set<SiUserId>();
  const released = new Map<SiUserId, string>();
  for (const decision of input.decisions) {
    if (decision.kind === 'protect') listed.add(decision.siUserId);
    if (decision.kind === 'deactivate') released.set(decision.siUserId, decision.typedName);
  }
  const {
    me: { id: me },
    users,
  } = input.snapshot.si;
  const areShown = showsRights(users);
  return {
    protectedAs(user) {
      if (user.id === me) return 'acting-admin';
      if (user.admin === true) return 'admin';
      if (user.staff === true) return 'staff';
      if (user.guest === true) return 'guest';
      // Shown of others and not of this one: the account could not be read whole.
      if (areShown && user.admin === undefined) return 'rights-unknown';
      return listed.has(user.id) ? 'listed' : undefined;
    },
    // Without its own account nothing could be confirmed, or imported, any more.
    isReleased: ({ id }, name) => id !== me && isTypedName(released.get(id) ?? '', name),
  };
}

/** Whether SI shows of anybody who is an administrator. */
export function showsRights(users: readonly SiUser[]): boolean {
  return users.some(({ admin }) => admin !== undefined);
}

/** Whether what was typed is the person's name; spaces and case do not matter. */
export function isTypedName(typed: string, name: string): boolean {
  const plain = plainName(name);
  return plain !== '' && plainName(typed) === plain;
}

function plainName(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Whether the row is a protected leaver nobody released: never written, whatever is chosen. */
export function isHeldLeaver(row: Pick<Change, 'kind' | 'reason'>): boolean {
  return row.kind === 'deactivate' && row.reason?.code === 'protected';
}

/** Whether the row has a check box: it writes, unless it is a protected leaver nobody released. */
export function isTickable(row: Pick<Change, 'kind' | 'reason'>): boolean {
  return isWriting(row.kind) && !isHeldLeaver(row);
}

/** Whether the row deactivates a protected person because an admin asked for it: never by default, and so never automatically. */
export function isReleasedLeaver(row: Change): boolean {
  return row.protectedAs !== undefined && !isHeldLeaver(row);
}
