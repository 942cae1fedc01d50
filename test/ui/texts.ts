import { readMessages } from './messages.ts';
import { stubMessages } from './stub-messages.ts';

// Import this before anything that speaks: the texts' library looks for the browser once, when it is loaded.
stubMessages(readMessages('en'));

// Node 20 has none; a worker has.
if (globalThis.navigator === undefined) Object.assign(globalThis, { navigator: { languages: [] } });
