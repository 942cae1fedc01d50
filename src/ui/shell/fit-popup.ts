const wantedPx = 600;
/** Below this the window is still being opened, not low. */
const leastPx = 240;
const settleMs = 100;

/**
 * Gives the toolbar window the height it really has. In a low browser window Chromium grants less than asked for and then
 * scrolls the page as a whole, with the foot out of view; asking for what was granted takes that away.
 */
export function fitPopup(): void {
  const { documentElement: root, body } = document;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fit = () => {
    if (innerHeight < leastPx || innerHeight >= wantedPx) return;
    for (const { style } of [root, body]) style.height = `${innerHeight}px`;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(fit, settleMs);
  };
  addEventListener('resize', later);
  later();
}
