/** Whether the page is dark behind an element: the panel follows the page, not the system, and BambooHR is light. */
export function themeBehind(element: Element): 'light' | 'dark' {
  for (let each: Element | null = element; each !== null; each = each.parentElement) {
    const parts = /^rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?/.exec(
      getComputedStyle(each).backgroundColor,
    );
    if (!parts || Number(parts[4] ?? 1) < 0.5) continue;
    const [red, green, blue] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 96 ? 'dark' : 'light';
  }
  return 'light';
}
