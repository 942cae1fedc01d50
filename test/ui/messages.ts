/** Read as the runner reads them. */
export { type Language, readMessages } from '../../src/runner/words/messages.ts';
