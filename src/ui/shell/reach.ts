import '../styles/forced-colors.css';
import { keepFocus } from '../components/keep-focus.ts';

/** For people without a mouse, or with colours of their own: from a moment after the first screen until `signal` aborts. */
export function keepInReach(signal: AbortSignal): void {
  if (signal.aborted) return;
  const end = keepFocus({
    over: 'dialog[open] .dialog-body',
    busy: 'main [role="progressbar"]',
    title: 'main h1:not(.visually-hidden)',
  });
  signal.addEventListener('abort', end);
}
