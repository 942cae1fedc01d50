import type { Language } from '../../ui/messages.ts';
import { workAtSandbox } from '../../run/fakes/sandbox-worker.ts';
import { whySentence } from '../../../src/ui/health/why/why-text.ts';
import type { CauseId } from '../../../src/ui/health/why/why-causes.ts';
import { askWhy, portTo } from './page.ts';
import { castOf, type Scene, type Words } from './scene.ts';
import { sentences } from './sentences.ts';
import { speak } from './texts.ts';

interface Answer {
  readonly cause: CauseId;
  readonly en: string;
  readonly de: string;
}

/** One question of a scene: what was to be read, and what was. */
export interface Heard {
  readonly who: string;
  readonly expected: Answer;
  readonly read: Answer;
  /** What to do about it, in both languages. */
  readonly fixes: readonly string[];
}

/** Makes everything of a scene happen at a sandbox of its own. Stopped with the test. */
export async function play(scene: Scene, onHeard: (heard: Heard) => void): Promise<void> {
  const at = await workAtSandbox(scene.options);
  const says = async (cause: CauseId, who: string, ...words: readonly Words[]) => {
    const why = await askWhy(at, who);
    const texts = (['en', 'de'] as const).map((language) => {
      speak(language);
      return { ...whySentence(why), expected: filled(sentences[cause][language], words, language) };
    });
    speak('en');
    const [en, de] = texts;
    onHeard({
      who,
      expected: { cause, en: en?.expected ?? '', de: de?.expected ?? '' },
      read: { cause: why.cause, en: en?.what ?? '', de: de?.what ?? '' },
      fixes: texts.map(({ fix }) => fix),
    });
  };
  await scene.act({ at, send: portTo(at).send, cast: castOf(at), says });
}

function filled(sentence: string, words: readonly Words[], language: Language): string {
  return sentence.replaceAll(/\{(\d)\}/g, (_match, index: string) => {
    const word = words[Number(index)];
    return (typeof word === 'string' ? word : word?.[language]) ?? '';
  });
}
