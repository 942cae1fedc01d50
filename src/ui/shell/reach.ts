import '../styles/forced-colors.css';
import { keepFocus } from '../components/keep-focus.ts';

// For people without a mouse, or with colours of their own; for the life of the page, from a moment after its first screen.
keepFocus({
  over: 'dialog[open] .dialog-body',
  busy: 'main [role="progressbar"]',
  title: 'main h1:not(.visually-hidden)',
});
