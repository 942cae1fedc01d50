import type { CommandData } from '../messaging/protocol.ts';
import { requiredSourceFields } from '../domain/fields.ts';
import { AppError } from '../shared/app-error.ts';
import type { RunDeps } from '../run/deps.ts';
import { currentPair } from '../run/current-pair.ts';

/**
 * Notes that a required field is known to be empty for everybody in BambooHR, or that Small Improvements shows nobody's
 * `rights`, so that automatic imports go on without it.
 * Errors: `preview-needed` before any preview; `settings-invalid` for any other field.
 * Effects: an audit entry.
 */
export async function confirmUnreadable(deps: RunDeps, { field }: CommandData<'confirmUnreadable'>): Promise<void> {
  const known: readonly string[] = [...requiredSourceFields, 'rights'];
  if (!known.includes(field)) throw new AppError('settings-invalid', { fields: ['field'] });
  await deps.pairs.changeFacts(await currentPair(deps), (facts) => ({
    ...facts,
    confirmedUnreadable: [...new Set([...(facts.confirmedUnreadable ?? []), field])],
  }));
  const actor = (await deps.state.get('connection'))?.siUser;
  await deps.audit.add([{ what: 'confirmedUnreadable', after: field, atMs: deps.clock.now(), actor }]);
  deps.announce('settings');
}
