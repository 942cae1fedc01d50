import { useEffect, useState } from 'preact/hooks';
import { text } from '../format/text.ts';
import { ErrorPanel } from './error-panel.tsx';
import { ObjectivesPanel } from './objectives-panel.tsx';
import { createPanelModel } from './panel-model.ts';
import type { PanelPort } from './panel-port.ts';
import { RefusalPanel } from './refusal-panel.tsx';
import { ReviewsPanel } from './reviews-panel.tsx';

/** One view of one profile: skeleton, then data, a reason or an error. */
export function PanelApp({ port, title }: { readonly port: PanelPort; readonly title: string }) {
  const [model] = useState(() => createPanelModel(port));
  useEffect(() => model.dispose, [model]);
  const data = model.data.value;
  const error = model.error.value;
  return (
    <main class="panel" aria-busy={model.busy.value} aria-label={title}>
      <h1 class="visually-hidden">{title}</h1>
      {data === undefined && error === undefined && <PanelSkeleton />}
      {error !== undefined && <ErrorPanel error={error} model={model} />}
      {data !== undefined && data.answer.state !== 'shown' && (
        <RefusalPanel refusal={data.answer} view={data.view} model={model} />
      )}
      {data?.view === 'reviews' && data.answer.state === 'shown' && <ReviewsPanel shown={data.answer} />}
      {data?.view === 'objectives' && data.answer.state === 'shown' && <ObjectivesPanel shown={data.answer} />}
    </main>
  );
}

/** Grey shapes in the size of what is coming. */
function PanelSkeleton() {
  return (
    <div class="panel-skeleton" role="status">
      <span class="visually-hidden">{text('app.loading')}</span>
      <span class="bone bone-title" />
      <span class="bone bone-line" />
      <div class="card">
        <span class="bone bone-head" />
        <span class="bone bone-row" />
        <span class="bone bone-row" />
      </div>
    </div>
  );
}
