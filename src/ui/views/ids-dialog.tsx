import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import { idsToConfirm } from '../../sync/id-guards.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { formatNumber } from '../format/numbers.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';

/** Asks before employee IDs and hire dates are written by themselves; where many IDs are replaced, for their number. */
export function IdsDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, plan } = ui;
  const typed = useSignal('');
  const tried = useSignal(false);
  const count = imports.idsToStore.value;
  const busy = imports.starting.value;
  const error = imports.startError.value;
  const header = plan.header.value;
  const company = header?.siCompanyName ?? '';
  const replaced = header?.basis.idsToReplace ?? 0;
  const toType = header === undefined ? 0 : idsToConfirm(header.basis);
  const isTyped = toType === 0 || typed.value.trim() === String(toType);
  const submit = () => {
    tried.value = true;
    if (isTyped) void imports.storeIds(toType === 0 ? undefined : toType);
  };
  return (
    <Dialog
      title={text('ids.title')}
      onClose={imports.close}
      actions={
        <>
          <Button onClick={imports.close}>{text('app.cancel')}</Button>
          <Button look="primary" disabled={busy || !imports.canStoreIds.value} onClick={submit}>
            {text(busy ? 'import.starting' : 'ids.go')}
          </Button>
        </>
      }
    >
      <p>{i18n.t('ids.intro', count, { n: formatNumber(count), company })}</p>
      <p>{text('ids.more')}</p>
      {replaced > 0 && <p>{i18n.t('ids.replaced', replaced, { n: formatNumber(replaced) })}</p>}
      {toType > 0 && (
        <>
          <p>{text('ids.replacedMany')}</p>
          <TextField
            label={i18n.t('ids.replacedCount', { n: String(toType) })}
            value={typed.value}
            numeric
            error={tried.value && !isTyped ? i18n.t('guards.overrideMismatch', { n: String(toType) }) : undefined}
            onInput={(value) => {
              typed.value = value;
            }}
          />
        </>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      <p class="facts">{text('import.closeHint')}</p>
    </Dialog>
  );
}
