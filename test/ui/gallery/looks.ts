import { type Font, fonts } from './fonts.ts';
import { reviewed } from './names.ts';
import { states } from './states.ts';

interface View {
  readonly place: 'popup' | 'tab';
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** One picture to take. */
export interface Look {
  readonly name: string;
  readonly view: View;
  readonly scheme: 'light' | 'dark';
  readonly language: 'en' | 'de';
  readonly font: Font;
  /** axe-core runs on it as well: what it finds does not depend on the family. */
  readonly axe: boolean;
  /** What assistive technology is told is held against what was read. */
  readonly names?: boolean;
  /** In the reader's own few colours. */
  readonly forced?: boolean;
}

const popup: View = { place: 'popup', name: 'popup', width: 780, height: 600 };
const tab: View = { place: 'tab', name: 'tab', width: 1280, height: 800 };
/** A tab of 1280 × 800 at a zoom of 200 %. */
const zoomed: View = { place: 'tab', name: 'zoomed', width: 640, height: 400 };

/** The narrowest window everything has to fit in. */
const narrow: View = { place: 'tab', name: 'narrow', width: 320, height: 640 };

const languages = ['en', 'de'] as const;

/**
 * The pictures of the named states. Whole: every family in every view and language, two of the families light and two
 * dark, other ones with the next state, since colours clip no text; of the main states one that is narrow in each language,
 * and one in forced colours. Quick, with a seed: one picture of the popup for every
 * second state, the others with the next seed, in a family, language and scheme that change from state to state.
 */
export function looksAt(names: readonly string[], seed: number | undefined): Look[] {
  if (seed !== undefined) {
    const turns = names.map((name, index) => ({ name, turn: index + seed })).filter(({ turn }) => turn % 2 === 0);
    return turns.map(({ name, turn }) => quickLook(name, turn / 2));
  }
  return names.flatMap((name, index) => [
    ...viewsOf(name).flatMap((view) =>
      languages.flatMap((language) =>
        fonts.map(
          (font, at): Look => ({
            name,
            view,
            language,
            font,
            scheme: (at + index) % 2 === 0 ? 'light' : 'dark',
            axe: at < 2,
            names: view === popup && at === 0 && reviewed.has(name),
          }),
        ),
      ),
    ),
    ...(states[name]?.wide === true ? special(name, index) : []),
  ]);
}

function special(name: string, index: number): readonly Look[] {
  const scheme = index % 2 === 0 ? 'light' : 'dark';
  const font = fonts[index % fonts.length] ?? 'own';
  return [
    ...languages.map((language): Look => ({ name, view: narrow, language, font, scheme, axe: false })),
    { name, view: { ...popup, name: 'forced' }, language: 'en', font, scheme, axe: false, forced: true },
  ];
}

/** Neighbours differ in the family; after sixteen of its turns every combination of a state was there once. */
function quickLook(name: string, turn: number): Look {
  return {
    name,
    view: popup,
    font: fonts[turn % 4] ?? 'own',
    scheme: (turn >> 2) % 2 === 0 ? 'light' : 'dark',
    language: (turn >> 3) % 2 === 0 ? 'en' : 'de',
    axe: true,
    names: reviewed.has(name),
  };
}

export function shotName({ name, view, font, scheme, language }: Look): string {
  return `${name}.${view.name}.${font}.${scheme}.${language}`;
}

function viewsOf(name: string): readonly View[] {
  return states[name]?.wide === true ? [popup, tab, zoomed] : [popup];
}
