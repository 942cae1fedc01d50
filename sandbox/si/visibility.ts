import type { SiObjective, SiUser } from '../state/si-state.ts';
import type { UserLookup } from './user-lookup.ts';

/** Whether `boss` is somewhere above `user` in the reporting structure. */
function isAbove(boss: SiUser, user: SiUser, byId: UserLookup): boolean {
  let above = user.managerId === null ? undefined : byId.get(user.managerId);
  for (let steps = 0; above && steps < 100; steps += 1) {
    if (above.id === boss.id) return true;
    above = above.managerId === null ? undefined : byId.get(above.managerId);
  }
  return false;
}

/**
 * Whether the viewer may see the reviews of a user (reference §6.1): one's own, those of people below,
 * and as HR Admin everybody's except of people above; HR Assistants see nobody else's.
 */
export function maySeeReviews(viewer: SiUser, user: SiUser, byId: UserLookup): boolean {
  if (viewer.id === user.id || isAbove(viewer, user, byId)) return true;
  return viewer.isHR && !isAbove(user, viewer, byId);
}

/** Reference §7.1: private, owner only; protected, owner and everybody above; public, all. */
export function maySeeObjective(viewer: SiUser, objective: SiObjective, byId: UserLookup): boolean {
  if (objective.visibility === 'public' || objective.ownerId === viewer.id) return true;
  const owner = byId.get(objective.ownerId);
  return objective.visibility === 'protected' && owner !== undefined && isAbove(viewer, owner, byId);
}
