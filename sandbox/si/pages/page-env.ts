import type { SiEnv } from '../../server/world.ts';
import type { SiUser } from '../../state/si-state.ts';

/** Requests of signed-in people to the pages. */
export type PageEnv = SiEnv & { Variables: { viewer: SiUser } };

/** An answer of the pages' own addresses without content. */
export function refuse(status: number): Response {
  return new Response(null, { status });
}
