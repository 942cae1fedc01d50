import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import { idsToConfirm } from '../../../sync/guard/id-guards.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { TypedNumber } from '../../components/typed-number.tsx';
import { formatNumber, typedNumber } from '../../format/numbers.ts';
import { text } from '../../format/text.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** Asks before employee IDs and hire dates are written by themselves; where many IDs are replaced, for their number. */
export function IdsDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, plan } = ui;
  const typed = useSignal('');
  const tried = useSignal(false);
  const count = imports.idsToStore.value;
  const busy = imports.starting.value;
  const header = plan.header.value;
  const company = header?.siCompanyName ?? '';
  const replaced = header?.basis.idsToReplace ?? 0;
  const toType = header === undefined ? 0 : idsToConfirm(header.basis);
  const isTyped = toType === 0 || typedNumber(typed.value) === toType;
  const submit = () => {
    tried.value = true;
    if (isTyped) void imports.storeIds(toType === 0 ? undefined : toType);
  };
  return (
    <QuestionDialog
      title={text('ids.title')}
      go={text(busy ? 'import.starting' : 'ids.go')}
      disabled={busy || !imports.canStoreIds.value}
      onGo={submit}
      onClose={imports.close}
      error={imports.startError.value}
      hint={text('import.closeHint')}
    >
      <p>{i18n.t('ids.intro', count, { n: formatNumber(count), company })}</p>
      <p>{text('ids.more')}</p>
      {replaced > 0 && <p>{i18n.t('ids.replaced', replaced, { n: formatNumber(replaced) })}</p>}
      {toType > 0 && (
        <>
          <p>{text('ids.replacedMany')}</p>
          <TypedNumber
            label={i18n.t('ids.replacedCount', { n: formatNumber(toType) })}
            wanted={toType}
            typed={typed}
            tried={tried.value}
          />
        </>
      )}
    </QuestionDialog>
  );
}
