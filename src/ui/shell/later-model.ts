import type { UiModel } from './ui-model.ts';

/** The one model of a kind that a page has, made when a view that is fetched later first asks for it. */
export function laterModel<M extends { dispose(): void }>(create: (ui: UiModel) => M): (ui: UiModel) => M {
  const models = new WeakMap<UiModel, M>();
  return (ui) => {
    const known = models.get(ui);
    if (known !== undefined) return known;
    const model = create(ui);
    models.set(ui, model);
    ui.onDispose(() => model.dispose());
    return model;
  };
}
