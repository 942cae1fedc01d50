import { readMessages } from '../../ui/messages.ts';
import { stubMessages } from '../../ui/stub-messages.ts';

// Import this before anything of src/ui: the texts' library looks for the browser once, when it is loaded.
stubMessages(readMessages('en'));
