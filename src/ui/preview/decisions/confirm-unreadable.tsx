import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { SourceField } from '../../../domain/fields.ts';
import type { GuardFinding } from '../../../domain/guard.ts';
import { Button } from '../../components/button.tsx';
import { fieldLabel } from '../../format/field-text.ts';
import { text } from '../../format/text.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** Buttons by which an admin says, once for each field, that nobody fills it in BambooHR: automatic imports go on then. */
export function ConfirmUnreadable({
  ui,
  findings,
}: {
  readonly ui: UiModel;
  readonly findings: readonly GuardFinding[];
}) {
  const confirmed = useSignal<readonly (SourceField | 'rights')[]>([]);
  const fields = findings.flatMap(({ unconfirmed }) => unconfirmed ?? []);
  if (fields.length === 0) return null;
  const confirm = async (field: SourceField | 'rights') => {
    if (await ui.health.confirmUnreadable(field)) confirmed.value = [...confirmed.peek(), field];
  };
  return (
    <div>
      {fields
        .filter((field) => !confirmed.value.includes(field))
        .map((field) => (
          <Button key={field} look="quiet" onClick={() => void confirm(field)}>
            {field === 'rights'
              ? text('guards.confirmRights')
              : i18n.t('guards.confirmUnreadable', { field: fieldLabel(field) })}
          </Button>
        ))}
      <span aria-live="polite">{confirmed.value.length > 0 && text('guards.confirmedUnreadable')}</span>
    </div>
  );
}
