import { readMessages } from './messages.ts';
import { stubMessages } from './stub-messages.ts';

// Import this before anything of src/ui: the texts' library looks for the browser once, when it is loaded.
stubMessages(readMessages('en'));

// Fetched ahead, as the page does a moment after it opened.
const { fetchViews } = await import('../../src/ui/shell/tab-views.ts');
await fetchViews(AbortSignal.abort());
