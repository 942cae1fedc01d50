import { formatLocale } from '../../format/locale.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { glanceOf } from '../glance-model.ts';
import { supportBundle } from './bundle.ts';

const runLimit = 200;

/** The support bundle of what the page knows by now, as the text that is shown and saved. Errors: as the database. */
export async function readBundle(ui: UiModel): Promise<string> {
  const { port, health, plan } = ui;
  const pair = health.connection.value?.pair;
  const [runs, decisions, facts, previewError] = await Promise.all([
    port.history.runs(runLimit),
    pair === undefined ? [] : port.history.decisions(pair),
    pair === undefined ? undefined : port.history.pairFacts(pair),
    port.history.state('preview-error'),
  ]);
  const tree = supportBundle({
    nowMs: port.now(),
    about: port.about(),
    language: formatLocale(),
    status: ui.status.status.value,
    plan: plan.header.value,
    schedule: health.schedule.value,
    previewError,
    connection: health.connection.value,
    facts,
    runs,
    decisions,
    uninformed: ui.history.uninformed.value.length,
    storage: glanceOf(ui).storage.value,
  });
  return JSON.stringify(tree, null, 2);
}
