import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { type Step, steps } from './config-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { useArrival } from '../shell/use-arrival.ts';

/** A part of the form; during the guided set-up numbered, the current one marked. */
export function ConfigSection({
  ui,
  step,
  title,
  place,
  children,
}: {
  readonly ui: UiModel;
  readonly step: Step;
  readonly title: string;
  /** What an address calls this section. */
  readonly place?: string;
  readonly children: ComponentChildren;
}) {
  const current = ui.config.step.value;
  const heading = useArrival<HTMLHeadingElement>(ui, place);
  const number = steps.indexOf(step) + 1;
  return (
    <section
      id={`step-${step}`}
      class={current === step ? 'card form-section current' : 'card form-section'}
      aria-labelledby={`step-${step}-title`}
      aria-current={current === step ? 'step' : undefined}
    >
      {current !== undefined && <p class="step">{i18n.t('config.step', { n: number, total: steps.length })}</p>}
      <h2 id={`step-${step}-title`} tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
