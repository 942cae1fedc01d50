import { i18n } from '#i18n';
import { Notice } from '../components/notice.tsx';
import { listText, text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** What IT preset with a value that fits no setting, by the names the policy uses. */
export function PolicyLeftOut({ ui }: { readonly ui: UiModel }) {
  const names = ui.status.status.value?.leftOut ?? [];
  if (names.length === 0) return null;
  return (
    <Notice tone="warn" title={i18n.t('health.policyLeftOut', { names: listText(names) })}>
      <p>{text('health.policyLeftOutMore')}</p>
    </Notice>
  );
}
