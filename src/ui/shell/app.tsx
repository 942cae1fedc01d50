import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Mark } from '../components/icons.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { panelId, TabBar, tabId } from './tabs.tsx';
import { text } from '../format/text.ts';
import { createTask } from './task.ts';
import { createUiModel, type Tab, type UiModel } from './ui-model.ts';
import type { UiPort } from './port.ts';
import { PreviewView } from '../preview/preview-view.tsx';
import { ConfigurationTab, fetchViews, HealthTab, HistoryTab, ViewerView, WelcomeView } from './tab-views.ts';

interface AppProps {
  readonly port: UiPort;
  /** The page is the browser's own small window, which closes when the focus leaves it. */
  readonly popup: boolean;
  /** The tab to start on; the connected page starts on the preview. */
  readonly start?: Tab | undefined;
}

/** The whole page: one set of models for its life, one screen at a time. */
export function App({ port, popup, start }: AppProps) {
  const [{ ui, saving }] = useState(() => ({ ui: createUiModel(port, start), saving: createTask() }));
  useEffect(() => () => ui.dispose(), [ui]);
  useEffect(() => {
    const page = new AbortController();
    void fetchViews(page.signal);
    const follow = () => ui.follow(location.hash);
    addEventListener('hashchange', follow);
    follow();
    return () => {
      removeEventListener('hashchange', follow);
      page.abort();
    };
  }, [ui]);
  const screen = ui.screen.value;
  return (
    <div class="app">
      <header class="app-head">
        <span class="app-name">
          <Mark />
          <span>{text('extensionName')}</span>
        </span>
        {screen === 'sync' && (
          <TabBar
            current={ui.tab.value}
            marked={ui.config.dirty.value ? 'configuration' : undefined}
            onSelect={ui.show}
          />
        )}
        {popup && (
          <Button look="quiet" icon="open" class="open-tab" onClick={() => void port.openFullTab()}>
            {text('app.openTab')}
          </Button>
        )}
      </header>
      {screen === 'loading' && <Starting ui={ui} />}
      {screen === 'welcome' && <WelcomeView ui={ui} saving={saving} />}
      {screen === 'viewer' && <ViewerView ui={ui} saving={saving} />}
      {screen === 'sync' && (
        <main class="main">
          <Panel ui={ui} tab={ui.tab.value} popup={popup} />
        </main>
      )}
    </div>
  );
}

function Panel({ ui, tab, popup }: { readonly ui: UiModel; readonly tab: Tab; readonly popup: boolean }) {
  return (
    <div class="panel" role="tabpanel" id={panelId(tab)} aria-labelledby={tabId(tab)} key={tab}>
      {tab === 'preview' && <PreviewView ui={ui} />}
      {tab === 'history' && <HistoryTab ui={ui} />}
      {tab === 'configuration' && <ConfigurationTab ui={ui} popup={popup} />}
      {tab === 'health' && <HealthTab ui={ui} />}
    </div>
  );
}

function Starting({ ui }: { readonly ui: UiModel }) {
  const error = ui.status.error.value;
  return (
    <main class="scroller">
      <h1 class="visually-hidden">{text('extensionName')}</h1>
      {error === undefined ? (
        <Skeleton rows={6} />
      ) : (
        <ErrorNotice
          error={error}
          actions={<Button onClick={() => void ui.status.load()}>{text('app.retry')}</Button>}
        />
      )}
    </main>
  );
}
