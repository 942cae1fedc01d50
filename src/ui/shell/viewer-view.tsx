import '../styles/welcome.css';
import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icons.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { ReadMore } from '../components/read-more.tsx';
import { TextField } from '../components/text-field.tsx';
import { normaliseSiAddress } from '../../shared/si-origin.ts';
import { text } from '../format/text.ts';
import { CompaniesSection } from '../configuration/companies-section.tsx';
import type { Task } from './task.ts';
import type { UiModel } from './ui-model.ts';

/** For people who only look at profiles: the address at most, and the way to the set-up. */
export function ViewerView({ ui, saving }: { readonly ui: UiModel; readonly saving: Task }) {
  const saved = ui.status.status.value?.settings.siAddress ?? '';
  const address = useSignal<string | undefined>(undefined);
  const done = useSignal(false);
  const typed = address.value ?? saved;
  const origin = normaliseSiAddress(typed);
  const error = saving.error.value;
  const save = async () => {
    done.value = false;
    const ok = await saving.run(() => ui.chooseViewer(typed));
    done.value = ok;
  };
  return (
    <main class="viewer" data-scroller>
      <h1>{text('viewer.title')}</h1>
      <p>
        {text('viewer.intro')} <ReadMore about="view:viewer" />
      </p>
      {error !== undefined && <ErrorNotice error={error} />}
      <div class="card">
        <TextField
          label={text('config.si.address')}
          value={typed}
          help={text('viewer.addressHelp')}
          note={origin === undefined || origin === typed ? undefined : i18n.t('config.uses', { address: origin })}
          error={typed.trim() !== '' && origin === undefined ? text('config.invalid.address') : undefined}
          onInput={(value) => {
            address.value = value;
            done.value = false;
          }}
        />
        <div class="row">
          <Button look="primary" disabled={saving.busy.value} onClick={() => void save()}>
            {text('config.save')}
          </Button>
          <p class="saved-mark" role="status">
            {done.value && (
              <>
                <Icon name="check" /> {text('viewer.saved')}
              </>
            )}
          </p>
        </div>
      </div>
      <CompaniesSection ui={ui} />
      {!ui.config.isLocked('mode') && (
        <section class="viewer-change">
          <h2>{text('viewer.change')}</h2>
          <p>{text('welcome.syncMore')}</p>
          <p>{text('config.options.keyNeeded')}</p>
          <Button onClick={ui.chooseSync}>{text('welcome.sync')}</Button>
        </section>
      )}
    </main>
  );
}
