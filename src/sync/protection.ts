import type { SiUserId } from '../shared/ids.ts';
import type { SiUser } from './people.ts';
import type { PlanInput, Protection } from './plan-types.ts';

/** Says of an account why it is never deactivated automatically; undefined where it may be. */
export type Protector = (user: SiUser) => Protection | undefined;

/** The protection rules of design §3.4 with the admin's own list. */
export function protectorOf(input: PlanInput): Protector {
  const listed = new Set<SiUserId>();
  for (const decision of input.decisions) if (decision.kind === 'protect') listed.add(decision.siUserId);
  const me = input.snapshot.si.me.id;
  return (user) => {
    if (user.id === me) return 'acting-admin';
    if (user.admin === true) return 'admin';
    if (user.staff === true) return 'staff';
    if (user.guest === true) return 'guest';
    return listed.has(user.id) ? 'listed' : undefined;
  };
}
