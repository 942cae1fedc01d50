import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { formatNumber } from '../format/numbers.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';

/** Asks before employee IDs and hire dates are written by themselves. */
export function IdsDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, plan } = ui;
  const count = imports.idsToStore.value;
  const busy = imports.starting.value;
  const error = imports.startError.value;
  const company = plan.header.value?.siCompanyName ?? '';
  return (
    <Dialog
      title={text('ids.title')}
      onClose={imports.close}
      actions={
        <>
          <Button onClick={imports.close}>{text('app.cancel')}</Button>
          <Button look="primary" disabled={busy || !imports.canStoreIds.value} onClick={() => void imports.storeIds()}>
            {text(busy ? 'import.starting' : 'ids.go')}
          </Button>
        </>
      }
    >
      <p>{i18n.t('ids.intro', count, { n: formatNumber(count), company })}</p>
      <p>{text('ids.more')}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      <p class="facts">{text('import.closeHint')}</p>
    </Dialog>
  );
}
