import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icons.tsx';
import { fieldLabels } from '../format/field-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { useArrival } from '../shell/use-arrival.ts';

/** Fields Small Improvements took from nobody so far, each with the way to try it once more. */
export function NotWritable({ ui }: { readonly ui: UiModel }) {
  const { health } = ui;
  const heading = useArrival<HTMLElement>(ui, (health.notWritable.value ?? []).length > 0 ? 'fields' : undefined);
  const tried = useSignal(false);
  const names = health.notWritable.value ?? [];
  if (names.length === 0 && !tried.value) return null;
  const tryAgain = async (name: string) => {
    await health.tryAgain(name);
    tried.value = health.error.peek() === undefined;
  };
  return (
    <div class={`health-card tone-${names.length === 0 ? 'calm' : 'warn'}`}>
      <dt tabIndex={-1} ref={heading}>
        {text('health.notWritable')}
      </dt>
      <dd>
        {names.map((name) => (
          <Field key={name} name={name} onTry={() => void tryAgain(name)} />
        ))}
        <span class="health-more" aria-live="polite">
          {text(tried.value ? 'health.triedAgain' : 'health.notCompared')}
        </span>
      </dd>
    </div>
  );
}

function Field({ name, onTry }: { readonly name: string; readonly onTry: () => void }) {
  const id = useId();
  return (
    <span class="health-main health-field">
      <Icon name="alert" />
      <span id={id}>{fieldLabels([name])}</span>
      <Button look="quiet" describedBy={id} onClick={onTry}>
        {text('health.tryAgain')}
      </Button>
    </span>
  );
}
