import { speakWith } from '../../src/runner/words/stand-in.ts';

/** The runner's stand-in for the browser's own lookup, with the texts a test hands it. */
export const stubMessages = speakWith;
