import { vi } from 'vitest';
import { type Language, readMessages } from '../../ui/messages.ts';
import { stubMessages } from '../../ui/stub-messages.ts';

const messages = { en: readMessages('en'), de: readMessages('de') };

/** The texts of the language from now on. */
export function speak(language: Language): void {
  stubMessages(messages[language]);
}

// Import this before anything of src/ui: the texts' library looks for the browser once, when it is loaded. Dates and
// numbers are as an American and a German reader have them.
speak('en');
vi.stubGlobal('navigator', { languages: ['en-US', 'de-DE'] });
