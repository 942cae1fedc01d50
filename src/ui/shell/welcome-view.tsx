import '../styles/welcome.css';
import { text } from '../format/text.ts';
import { Icon, type IconName } from '../components/icons.tsx';
import { ReadMore } from '../components/read-more.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import type { UiModel } from './ui-model.ts';
import type { Task } from './task.ts';

/** The first start asks one question. */
export function WelcomeView({ ui, saving }: { readonly ui: UiModel; readonly saving: Task }) {
  const error = saving.error.value;
  return (
    <main class="welcome" data-scroller>
      <h1>{text('welcome.title')}</h1>
      <p class="welcome-intro">
        {text('welcome.intro')} <ReadMore about="view:welcome" />
      </p>
      {error !== undefined && <ErrorNotice error={error} />}
      <div class="choices">
        <Choice
          icon="person"
          label={text('welcome.viewer')}
          more={text('welcome.viewerMore')}
          onClick={() => void saving.run(() => ui.chooseViewer(''))}
        />
        <Choice icon="refresh" label={text('welcome.sync')} more={text('welcome.syncMore')} onClick={ui.chooseSync} />
      </div>
    </main>
  );
}

function Choice({
  icon,
  label,
  more,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly more: string;
  readonly onClick: () => void;
}) {
  return (
    <div class="choice">
      <span class="choice-icon">
        <Icon name={icon} />
      </span>
      <button type="button" class="choice-button" onClick={onClick}>
        {label}
      </button>
      <p>{more}</p>
      <Icon name="arrow" class="choice-arrow" />
    </div>
  );
}
