import { addRow, addText, hashTexts, newHasher, newHashSum, restart, textOfSum } from './hash.ts';
import type { Plan } from '../../domain/plan.ts';
import { isChosen } from '../settle/settle.ts';

/**
 * What an override and a confirmation are bound to: everything compared, the options, the rules and the choice of rows.
 * The order of rows, the time of reading and anything not compared are without effect.
 */
export function fingerprintOf(plan: Pick<Plan, 'pair' | 'rules' | 'changes' | 'basis'>): string {
  const hasher = newHasher();
  const selection = newHashSum();
  for (const row of plan.changes) {
    if (!isChosen(row)) continue;
    restart(hasher);
    addText(hasher, row.key);
    addRow(selection, hasher);
  }
  return hashTexts([plan.pair, String(plan.rules), plan.basis.settings, plan.basis.content, textOfSum(selection)]);
}
