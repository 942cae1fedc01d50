import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import { peopleConcerned } from '../../../sync/guard/release.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { TypedNumber } from '../../components/typed-number.tsx';
import { formatNumber, typedNumber } from '../../format/numbers.ts';
import { text } from '../../format/text.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { Findings } from '../guard-notices.tsx';

/** Releases this very plan once: the number of people must be typed and a reason given. */
export function OverrideDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, preview } = ui;
  const typed = useSignal('');
  const reason = useSignal('');
  const tried = useSignal(false);
  const concerned = peopleConcerned(preview.releasable.value);
  const countOk = typedNumber(typed.value) === concerned;
  const reasonOk = reason.value.trim() !== '';
  const submit = () => {
    tried.value = true;
    if (countOk && reasonOk) void imports.override(concerned, reason.value.trim());
  };
  return (
    <QuestionDialog
      title={text('guards.overrideTitle')}
      go={text('guards.overrideGo')}
      look="danger"
      disabled={imports.overriding.value}
      onGo={submit}
      onClose={imports.close}
      error={imports.overrideError.value}
    >
      <Findings findings={preview.releasable.value} />
      <p>{text('guards.overrideIntro')}</p>
      <TypedNumber
        label={i18n.t('guards.overrideCount', { n: formatNumber(concerned) })}
        wanted={concerned}
        typed={typed}
        tried={tried.value}
      />
      <TextField
        label={text('guards.overrideReason')}
        value={reason.value}
        error={tried.value && !reasonOk ? text('guards.overrideReasonMissing') : undefined}
        onInput={(value) => {
          reason.value = value;
        }}
      />
    </QuestionDialog>
  );
}
