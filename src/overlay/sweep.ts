import { unmuteLeft } from './mute.ts';
import { marks } from './page-selectors.ts';

/**
 * Takes out of the page what a script before this one left in it. Firefox ends the scripts of an extension that is
 * switched off or updated before they can tidy up; where the browser lets them, nothing is left and this does nothing.
 */
export function sweep(): void {
  const all = (mark: string) => document.querySelectorAll(`[${mark}]`);
  for (const own of all(marks.own)) own.remove();
  for (const mark of [marks.hidden, marks.muted, marks.line]) for (const each of all(mark)) each.removeAttribute(mark);
  for (const each of all(marks.was)) unmuteLeft(each);
}
