import { Disclosure } from '../components/disclosure.tsx';
import { lateView } from '../shell/late-view.tsx';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

const { View: PersonTimeline } = lateView(async () => (await import('./person-timeline.tsx')).PersonTimeline);

/** "All runs of this person", read when it is opened. */
export function PersonRuns({ ui, changeKey }: { readonly ui: UiModel; readonly changeKey: string }) {
  return (
    <Disclosure summary={text('history.person')} class="timeline" late>
      <PersonTimeline ui={ui} changeKey={changeKey} />
    </Disclosure>
  );
}
