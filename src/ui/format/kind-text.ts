import type { ChangeKind } from '../../domain/change.ts';
import { type Snake, snake, text } from './text.ts';

/** Order of the bar: what is written first, what needs thought next, the rest last. */
export const barOrder: readonly ChangeKind[] = [
  'create',
  'update',
  'deactivate',
  'reactivate',
  'conflict',
  'ignored',
  'unchanged',
  'only-in-si',
];

/** Order of the list: what an admin must see comes first. */
export const listOrder: readonly ChangeKind[] = [
  'conflict',
  'deactivate',
  'reactivate',
  'create',
  'update',
  'ignored',
  'only-in-si',
  'unchanged',
];

/** "Deactivated", as the bar says it. */
export function kindLabel(kind: ChangeKind): string {
  const key: `kind.${Snake<ChangeKind>}` = `kind.${snake(kind)}`;
  return text(key);
}

/** "Deactivate", as one row says it. */
export function kindOne(kind: ChangeKind): string {
  const key: `kindOne.${Snake<ChangeKind>}` = `kindOne.${snake(kind)}`;
  return text(key);
}
