import type { StoredPlan } from '../../../history/plan-store.ts';
import { findingsOf } from '../../../sync/guard/findings.ts';
import { idsToConfirm } from '../../../sync/guard/id-guards.ts';
import { isReleasable, peopleConcerned } from '../../../sync/guard/release.ts';
import { isTickable } from '../../../sync/judge/protection.ts';
import { own } from '../../words/own.ts';
import { commandText, type Printer } from './printer.ts';

/** Which commands can follow a preview. */
export function sayNext(say: Printer, name: string, { header, plan }: StoredPlan): void {
  const { fingerprint, basis } = header;
  if (header.runId !== undefined) return say.line(own('preview.used', { command: commandText('preview', name) }));
  const { blocking } = findingsOf(header);
  const released = blocking.filter(isReleasable);
  const count = String(peopleConcerned(released));
  const override = commandText('override', name, '--plan', fingerprint, '--count', count, '--reason', "'…'");
  if (released.length > 0) say.line(own('preview.override', { command: override }));
  if (blocking.length === 0 && plan.changes.some((change) => change.selected && isTickable(change)))
    say.line(own('preview.import', { command: commandText('import', name, '--plan', fingerprint) }));
  if (basis.idsToStore > 0) {
    const toConfirm = idsToConfirm(basis);
    const confirmed = toConfirm === 0 ? [] : ['--count', String(toConfirm)];
    const command = commandText('store-ids', name, '--plan', fingerprint, ...confirmed);
    say.line(own('preview.ids', { n: basis.idsToStore, command }));
  }
}
