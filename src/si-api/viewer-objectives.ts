import type { Objective, ObjectiveCycle } from '../domain/objective.ts';
import type { ReadDate } from './dates.ts';
import { appPaths, closedFrom } from './viewer-names.ts';
import type { ObjectiveRow } from './viewer-schemas.ts';

const mostText = 1_000;

/** Objectives by cycle: the running one first, then those ahead, then the past, latest first. */
export function toObjectiveCycles(
  rows: readonly ObjectiveRow[],
  readDate: ReadDate,
  siOrigin: string,
  today: string,
): ObjectiveCycle[] {
  const groups = new Map<string, { name: string; ends: string; starts: string; objectives: Objective[] }>();
  for (const row of rows) {
    const key = String(row.cycleId ?? row.cycleName ?? '');
    const group = groups.get(key) ?? {
      name: (row.cycleName ?? '').slice(0, mostText),
      ends: '',
      starts: '',
      objectives: [],
    };
    const due = dateOf(row.due, readDate);
    const created = dateOf(row.createdAt, readDate) ?? '';
    if ((due ?? '') > group.ends) group.ends = due ?? '';
    if (created !== '' && (group.starts === '' || created < group.starts)) group.starts = created;
    group.objectives.push(toObjective(row, due, siOrigin, today));
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, when: whenOf(group, today) }))
    .toSorted((a, b) => a.when - b.when || (a.when === 2 ? b.ends.localeCompare(a.ends) : a.ends.localeCompare(b.ends)))
    .map(({ name, when, objectives }) => ({ name, current: when === 0, objectives }));
}

/** The feed has no dates of the cycle: they follow from its objectives. 0 runs, 1 lies ahead, 2 is past. */
function whenOf({ ends, starts }: { readonly ends: string; readonly starts: string }, today: string): 0 | 1 | 2 {
  if (ends !== '' && ends < today) return 2;
  return starts > today ? 1 : 0;
}

function toObjective(row: ObjectiveRow, due: string | undefined, siOrigin: string, today: string): Objective {
  const number = row.status?.status ?? 0;
  const isOpen = number < closedFrom;
  const label = row.status?.description?.trim();
  const percent = row.completionPercentage ?? 0;
  return {
    id: String(row.id),
    title: (row.title ?? '').trim().slice(0, mostText),
    ...(label ? { status: { label: label.slice(0, 80), color: row.status?.color ?? undefined } } : {}),
    due,
    overdue: isOpen && due !== undefined && due < today,
    // 0 stands for "not used" as well as for "not started", and stays 0 on what is achieved (SI reference §7.1).
    ...(isOpen && percent > 0 && percent <= 100 ? { progress: Math.round(percent) } : {}),
    url: siOrigin + (row.cycleId ? appPaths.objective(String(row.cycleId), String(row.id)) : appPaths.home),
  };
}

function dateOf(value: string | number | null | undefined, readDate: ReadDate): string | undefined {
  return value === null || value === undefined ? undefined : readDate(value);
}
