import { isImport, type RunPerson } from '../../../domain/run.ts';
import { isAbout } from '../../preview/decisions/offers.ts';
import type { PlanRow } from '../../preview/plan-row.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { glanceOf } from '../glance-model.ts';
import { switchedOffOf } from '../switched-off.ts';
import type { WhyFacts, WhyPerson } from './why-facts.ts';

/** How far back an import of a person is looked for: between two there are hardly more reverts and mails. */
const timelineLimit = 10;

/** What is known at the moment, of whomever is asked; undefined until the worker has said how it is set. */
export function factsOf(ui: UiModel, query: string, person?: WhyPerson): WhyFacts | undefined {
  const status = ui.status.status.value;
  if (status === undefined) return undefined;
  const glance = glanceOf(ui);
  const work = ui.activity.work.value;
  return {
    nowMs: ui.port.now(),
    query,
    status,
    connection: ui.health.connection.value,
    schedule: ui.health.schedule.value,
    previewError: ui.plan.previewError.value,
    proven: ui.health.proven.value,
    pair: glance.facts.value,
    plan: ui.plan.header.value,
    blocking: ui.preview.blocking.value,
    importing: work?.kind === 'import' && work.runId !== undefined,
    lastSuccessMs: ui.health.last.value.successMs,
    switchedOff: switchedOffOf(ui).since.value,
    person,
  };
}

/** The person behind a row, with what the latest import came to. */
export async function readPerson(ui: UiModel, row: PlanRow): Promise<WhyPerson | undefined> {
  const [change, timeline] = await Promise.all([
    ui.plan.details(row),
    ui.port.history.timeline(row.key, timelineLimit).catch(() => []),
  ]);
  if (change === undefined) return undefined;
  const found = timeline.findIndex(({ run }) => isImport(run));
  const since = timeline.slice(0, Math.max(found, 0));
  const takenBack = since.find(({ run, person }) => run.trigger === 'revert' && hasWritten(person))?.run;
  return { change, last: timeline[found], takenBack, selected: row.selected, excludedSince: false };
}

function hasWritten({ outcome }: RunPerson): boolean {
  return outcome === 'confirmed' || outcome === 'partly';
}

/** What the page knows better than the plan: what was ticked and decided since. */
export function withChoices(ui: UiModel, row: PlanRow, person: WhyPerson): WhyPerson {
  const excludedSince = ui.decisions.fresh.value.some(
    ({ decision }) => decision.kind === 'ignore' && isAbout(decision, row),
  );
  return { ...person, selected: ui.preview.isSelected(row), excludedSince };
}
