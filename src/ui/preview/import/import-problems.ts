import type { Run, RunPerson } from '../../../domain/run.ts';
import type { UiPort } from '../../shell/port.ts';

/** People a result names at most. */
export const problemLimit = 8;
const peoplePage = 200;

const severity: Readonly<Record<RunPerson['outcome'], number>> = {
  failed: 0,
  partly: 1,
  unknown: 2,
  skipped: 3,
  pending: 4,
  confirmed: 5,
};

/** Failures first, then what is unconfirmed, then what was skipped. */
export function sortByOutcome<P extends Pick<RunPerson, 'outcome' | 'index'>>(people: readonly P[]): readonly P[] {
  return people.toSorted((a, b) => severity[a.outcome] - severity[b.outcome] || a.index - b.index);
}

/** Whether trying the person again can come to something else. */
export function isWorthATry({ skip }: RunPerson): boolean {
  return skip !== 'already-so' && skip !== 'made-by-two' && skip !== 'needs-answer';
}

/** Everybody of a run who did not come through, worst first. */
export async function readProblems(port: UiPort, run: Run): Promise<readonly RunPerson[]> {
  const { failed, skipped, unknown, pending } = run.counts;
  if (failed + skipped + unknown + pending === 0) return [];
  const problems: RunPerson[] = [];
  for (let offset = 0; ; offset += peoplePage) {
    const people = await port.history.runPeople(run.id, offset, peoplePage);
    problems.push(...people.filter((person) => person.outcome !== 'confirmed'));
    if (people.length < peoplePage) return sortByOutcome(problems);
  }
}
