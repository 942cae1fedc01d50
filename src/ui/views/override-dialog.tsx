import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import { peopleConcerned } from '../../sync/override.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { formatNumber, typedNumber } from '../format/numbers.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';
import { Findings } from './guard-notices.tsx';

/** Releases this very plan once: the number of people must be typed and a reason given. */
export function OverrideDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, preview } = ui;
  const typed = useSignal('');
  const reason = useSignal('');
  const tried = useSignal(false);
  const concerned = peopleConcerned(preview.releasable.value);
  const countOk = typedNumber(typed.value) === concerned;
  const reasonOk = reason.value.trim() !== '';
  const error = imports.overrideError.value;
  const submit = () => {
    tried.value = true;
    if (countOk && reasonOk) void imports.override(concerned, reason.value.trim());
  };
  return (
    <Dialog
      title={text('guards.overrideTitle')}
      onClose={imports.close}
      actions={
        <>
          <Button onClick={imports.close}>{text('app.cancel')}</Button>
          <Button look="danger" disabled={imports.overriding.value} onClick={submit}>
            {text('guards.overrideGo')}
          </Button>
        </>
      }
    >
      <Findings findings={preview.releasable.value} />
      <p>{text('guards.overrideIntro')}</p>
      <TextField
        label={i18n.t('guards.overrideCount', { n: formatNumber(concerned) })}
        value={typed.value}
        numeric
        error={tried.value && !countOk ? i18n.t('guards.overrideMismatch', { n: formatNumber(concerned) }) : undefined}
        onInput={(value) => {
          typed.value = value;
        }}
      />
      <TextField
        label={text('guards.overrideReason')}
        value={reason.value}
        error={tried.value && !reasonOk ? text('guards.overrideReasonMissing') : undefined}
        onInput={(value) => {
          reason.value = value;
        }}
      />
      {error !== undefined && <ErrorNotice error={error} />}
    </Dialog>
  );
}
