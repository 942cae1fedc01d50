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
    .map((group, _at, all) => ({ ...group, when: whenOf(group, all, today) }))
    .toSorted((a, b) => a.when - b.when || (a.when === 2 ? b.ends.localeCompare(a.ends) : a.ends.localeCompare(b.ends)))
    .map(({ name, when, objectives }) => ({ name, current: when === 0, objectives }));
}

interface Span {
  readonly name: string;
  /** Latest due date and first creation among its objectives; '' where none says. */
  readonly ends: string;
  readonly starts: string;
}

/**
 * 0 runs, 1 lies ahead, 2 is past. The feed has no dates of the cycle, and its latest due date is not its end
 * (corrections §13): it is past when the year in its name is over, or when another cycle took its place.
 */
function whenOf(cycle: Span, all: readonly Span[], today: string): 0 | 1 | 2 {
  if (cycle.starts > today) return 1;
  if (cycle.ends >= today) return 0;
  const end = endOfName(cycle.name);
  if (end !== undefined) return end < today ? 2 : 0;
  return all.some((other) => takesPlaceOf(other, cycle, today)) ? 2 : 0;
}

/** A cycle that has begun after everything of this one was due. */
function takesPlaceOf(other: Span, cycle: Span, today: string): boolean {
  return cycle.ends !== '' && other.starts <= today && (other.starts > cycle.ends || other.ends > cycle.ends);
}

const lastMonths: Readonly<Record<string, string>> = { Q1: '03', Q2: '06', Q3: '09', Q4: '12', H1: '06', H2: '12' };

/** The last day a name speaks of: "2026", "Q2 2026", "2025/26"; undefined where it names no year. */
function endOfName(name: string): string | undefined {
  const [, from, century = '20', to] = /\b(20\d\d)(?:\s*[/–-]\s*(20)?(\d\d)(?!\d|\s*[/–-]))?/.exec(name) ?? [];
  if (from === undefined) return undefined;
  const part = /\b([QH][1-4])\b/i.exec(name)?.[1]?.toUpperCase() ?? '';
  // Any day up to the 31st sorts before the next month.
  return `${to === undefined ? from : century + to}-${lastMonths[part] ?? '12'}-31`;
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
