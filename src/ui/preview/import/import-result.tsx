import type { RunPerson } from '../../../domain/run.ts';
import { Button } from '../../components/button.tsx';
import { OutcomeChip } from '../../components/chip.tsx';
import { Icon } from '../../components/icons.tsx';
import { errorFix, errorWhat } from '../../format/error-text.ts';
import { personProblem, resultText } from '../../format/run-text.ts';
import { countText, text } from '../../format/text.ts';
import type { ImportResult } from './import-model.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** How the import ended: the counts Small Improvements confirmed, then who did not come through. */
export function ImportResultView({ ui }: { readonly ui: UiModel }) {
  const result = ui.imports.result.value;
  return (
    <div class={result === undefined ? 'result none' : `result tone-${toneOf(result)}`}>
      <div role="status" class="result-status">
        {result !== undefined && (
          <p class="result-title">
            <Icon name={toneOf(result) === 'good' ? 'check' : 'alert'} />
            {resultText(result.run.counts)}
          </p>
        )}
      </div>
      {result !== undefined && <ResultBody ui={ui} result={result} />}
    </div>
  );
}

function ResultBody({ ui, result }: { readonly ui: UiModel; readonly result: ImportResult }) {
  const { run, problems, again } = result;
  const { failed, skipped, unknown, pending } = run.counts;
  const more = failed + skipped + unknown + pending - problems.length;
  return (
    <>
      {run.state === 'cancelled' && <p>{text('import.resultCancelled')}</p>}
      {run.cause !== undefined && (
        <p>
          <strong>{text('import.resultFailed')}</strong> {errorWhat(run.cause)} {errorFix(run.cause)}
        </p>
      )}
      {unknown > 0 && <p>{countText('import.resultUnknown', unknown)}</p>}
      {problems.length > 0 && (
        <>
          <h2>{text('import.problems')}</h2>
          <ul class="problems">
            {problems.map((person) => (
              <Problem key={person.index} person={person} />
            ))}
          </ul>
        </>
      )}
      {more > 0 && <p class="facts">{countText('import.moreProblems', more)}</p>}
      <div class="row">
        {again.length > 0 && (
          <Button icon="refresh" disabled={ui.activity.busy.value} onClick={() => void ui.refreshPreview(again)}>
            {text('retry.open')}
          </Button>
        )}
        <Button look="quiet" onClick={() => void ui.openRun(run.id)}>
          {text('import.seeHistory')}
        </Button>
        <Button look="quiet" onClick={ui.imports.dismiss}>
          {text('app.dismiss')}
        </Button>
      </div>
    </>
  );
}

function Problem({ person }: { readonly person: RunPerson }) {
  return (
    <li class="problem">
      <OutcomeChip outcome={person.outcome} />
      <strong>{person.name}</strong>
      <span>{personProblem(person)}</span>
    </li>
  );
}

function toneOf({ run }: ImportResult): 'good' | 'warn' | 'bad' {
  const { confirmed, failed, skipped, unknown } = run.counts;
  if (run.state === 'failed' || (failed > 0 && confirmed === 0)) return 'bad';
  return run.state === 'done' && failed + skipped + unknown === 0 ? 'good' : 'warn';
}
