/**
 * A click anywhere on a row opens it, except on what can be clicked itself and while text of it is selected. The row's
 * button does the same for keyboard and screen reader.
 */
export function openOnClick(toggle: () => void): (event: MouseEvent) => void {
  return ({ target }) => {
    if (target instanceof Element && target.closest('button, a, input, label, summary') !== null) return;
    if (getSelection()?.type === 'Range') return;
    toggle();
  };
}
