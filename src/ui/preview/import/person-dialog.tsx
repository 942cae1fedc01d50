import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type ErrorData, toErrorData } from '../../../shared/app-error.ts';
import { KindChip } from '../../components/chip.tsx';
import { FieldChanges, showChangesLabel } from '../../components/field-changes.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { isWriting } from '../../../domain/change.ts';
import { reasonShort } from '../../format/reason-text.ts';
import { text } from '../../format/text.ts';
import { type OnlyPlan, planOnly } from './plan-only.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { Findings } from '../guard-notices.tsx';

type Loaded = OnlyPlan | { readonly error: ErrorData };

/** The question before one person is imported alone: who, and exactly what would be written. */
export function PersonDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, plan } = ui;
  const person = imports.person.value;
  const header = plan.header.value;
  const [loaded, setLoaded] = useState<Loaded | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    if (person === undefined || header === undefined) return undefined;
    planOnly(ui.port, header, person.key).then(
      (only) => {
        if (!gone) setLoaded(only);
      },
      (thrown: unknown) => {
        if (!gone) setLoaded({ error: toErrorData(thrown) });
      },
    );
    return () => {
      gone = true;
    };
  }, [ui, person?.key, header?.fingerprint]);
  if (person === undefined) return null;
  const ready =
    loaded !== undefined && 'change' in loaded && isWriting(loaded.change.kind) && loaded.blocking.length === 0;
  const busy = imports.starting.value;
  return (
    <QuestionDialog
      title={i18n.t('person.title', { name: person.name })}
      go={text(busy ? 'import.starting' : 'person.go')}
      disabled={!ready || busy || imports.personObstacle.value !== undefined}
      onGo={() => void imports.startPerson()}
      onClose={imports.close}
      error={imports.startError.value}
      hint={text('import.closeHint')}
    >
      <p>{i18n.t('person.intro', { company: header?.siCompanyName ?? '' })}</p>
      {loaded === undefined && <Skeleton rows={2} look="bar" />}
      {loaded !== undefined && <Planned loaded={loaded} />}
    </QuestionDialog>
  );
}

function Planned({ loaded }: { readonly loaded: Loaded }) {
  if ('error' in loaded) return <ErrorNotice error={loaded.error} />;
  const { change, blocking } = loaded;
  if (!isWriting(change.kind)) return <Notice tone="warn" title={text('person.nothing')} />;
  return (
    <>
      <div class="row">
        <KindChip kind={change.kind} />
        <strong>{change.name}</strong>
        <span class="facts">
          {[change.email, change.reason && reasonShort(change.reason)].filter((part) => part !== undefined).join(' · ')}
        </span>
      </div>
      {change.fields.length > 0 && <FieldChanges fields={change.fields} label={showChangesLabel(change.name)} />}
      {blocking.length > 0 && (
        <Notice tone="bad" role="alert" title={text('person.blocked')}>
          <Findings findings={blocking} />
        </Notice>
      )}
    </>
  );
}
