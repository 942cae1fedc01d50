import type { IdentityFact, NamedState } from '../../domain/state.ts';
import type { CompanyPair, SiUserId } from '../../domain/ids.ts';
import type { RunDeps, Systems } from '../deps.ts';

type Connection = NamedState['connection'];

/** Whose key reads BambooHR. */
export interface KeyOwner {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** Tells the saved secrets from those of another time. */
export async function secretsMark(deps: Pick<RunDeps, 'secrets'>): Promise<string> {
  return `${await deps.secrets.mark('bamboo-key')}|${await deps.secrets.mark('si-token')}`;
}

/**
 * Whose key it is: asked at each preview by hand and whenever a secret was saved since; otherwise as last answered, so
 * that an automatic run costs no request for it.
 */
export async function keyOwnerOf(
  systems: Systems,
  { known, signal }: { readonly known: Connection | undefined; readonly signal: AbortSignal },
): Promise<KeyOwner> {
  const isCurrent = known?.secrets === systems.mark && known.subdomain === systems.settings.bambooSubdomain;
  if (isCurrent) return { id: known.keyOwnerId, name: known.keyOwner };
  return systems.bamboo.readKeyOwner({ signal });
}

/** What is somebody else's than at the last preview; empty where there is nothing to compare with. */
export function changedIdentity(
  known: Connection | undefined,
  now: { readonly pair: CompanyPair; readonly keyOwnerId?: string | undefined; readonly siUserId: SiUserId },
): readonly IdentityFact[] {
  // What was stored before any secret had a mark says nothing about key owner and acting user.
  if (known?.secrets === undefined) return [];
  const changed: IdentityFact[] = [];
  if (known.pair !== now.pair) changed.push('company');
  if (known.keyOwnerId !== now.keyOwnerId) changed.push('key-owner');
  if (known.siUserId !== now.siUserId) changed.push('acting-user');
  return changed;
}
