const checkEveryMs = 1_000;

/**
 * Calls back when the address of the document changes without a load: history calls of the page, back and forward, hash.
 * Browsers without the navigation API are looked at once a second.
 */
export function watchAddress(onChange: () => void, signal: AbortSignal): void {
  let seen = location.href;
  const check = () => {
    if (location.href === seen) return;
    seen = location.href;
    onChange();
  };
  addEventListener('popstate', check, { signal });
  addEventListener('hashchange', check, { signal });
  const navigation = (globalThis as { readonly navigation?: EventTarget }).navigation;
  if (navigation) {
    navigation.addEventListener('currententrychange', check, { signal });
    return;
  }
  const timer = setInterval(check, checkEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
