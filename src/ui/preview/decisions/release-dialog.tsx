import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isTypedName } from '../../../sync/judge/protection.ts';
import type { Change } from '../../../domain/change.ts';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { text } from '../../format/text.ts';
import { createTask } from '../../shell/task.ts';
import type { UiModel } from '../../shell/ui-model.ts';

interface ReleaseDialogProps {
  readonly ui: UiModel;
  readonly person: Pick<Change, 'name' | 'siUserId'>;
  readonly onClose: () => void;
}

/** Releases one protected leaver for the next import: the person's name must be typed. */
export function ReleaseDialog({ ui, person, onClose }: ReleaseDialogProps) {
  const { name, siUserId } = person;
  const [task] = useState(createTask);
  const typed = useSignal('');
  const tried = useSignal(false);
  const nameOk = isTypedName(typed.value, name);
  const submit = async () => {
    tried.value = true;
    if (!nameOk || siUserId === undefined) return;
    const typedName = typed.value;
    if (await task.run(() => ui.decisions.decide({ kind: 'deactivate', siUserId, typedName }, name))) onClose();
  };
  return (
    <QuestionDialog
      title={text('leaver.dialogTitle')}
      go={text('leaver.go')}
      look="danger"
      disabled={task.busy.value}
      onGo={() => void submit()}
      onClose={onClose}
      error={task.error.value}
    >
      <p>{i18n.t('leaver.what', { name })}</p>
      <p>{text('leaver.once')}</p>
      <TextField
        label={i18n.t('leaver.typeName', { name })}
        value={typed.value}
        error={tried.value && !nameOk ? i18n.t('leaver.mismatch', { name }) : undefined}
        onInput={(value) => {
          typed.value = value;
        }}
      />
    </QuestionDialog>
  );
}
