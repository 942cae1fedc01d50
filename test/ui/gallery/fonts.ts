/**
 * What the page is written in: a narrow family, one about as wide as Segoe UI, one as wide as Verdana, and whatever
 * `system-ui` is on this machine. `fonts.css` says which families these are.
 */
export const fonts = ['narrow', 'middle', 'wide', 'own'] as const;
export type Font = (typeof fonts)[number];

/**
 * Says which of the project's families are not there, or not as wide as their names promise: two pictures would show
 * the same then. Runs inside the page, so it uses nothing from outside itself.
 */
export async function findWrongFonts(): Promise<string[]> {
  const leastStep = 1.06;
  const root = document.documentElement;
  const shown = root.dataset['font'];
  const probe = document.createElement('span');
  probe.textContent = 'Only in Small Improvements, zuletzt geändert 0123456789';
  probe.style.font = '400 100px var(--font)';
  probe.style.whiteSpace = 'nowrap';
  probe.style.position = 'absolute';
  document.body.append(probe);
  const found: string[] = [];
  let before = { font: '', width: 0 };
  for (const font of ['narrow', 'middle', 'wide']) {
    root.dataset['font'] = font;
    const family = getComputedStyle(root).getPropertyValue('--font');
    for (const weight of [400, 500, 600]) {
      const faces = await document.fonts.load(`${weight} 14px ${family}`);
      if (faces.length === 0) found.push(`the family ${family} is not there in weight ${weight}`);
    }
    const { width } = probe.getBoundingClientRect();
    if (width < before.width * leastStep)
      found.push(`${font} is not wider than ${before.font}: ${width} px and ${before.width} px`);
    before = { font, width };
  }
  probe.remove();
  if (shown === undefined) delete root.dataset['font'];
  else root.dataset['font'] = shown;
  return found;
}
