import { directoryView } from './directory.ts';
import { editView } from './edit.ts';
import { homeView } from './home.ts';
import { objectivesView, objectiveView } from './objective.ts';
import { profileView } from './profile.ts';
import { reviewsView, reviewView } from './review.ts';

/** Draws the content of a page whose data is there. */
export type BuildView = () => Node;

type Load = (id: string, refresh: () => void) => Promise<BuildView>;

const ROUTES: ReadonlyArray<readonly [RegExp, Load]> = [
  [/^\/app\/home\/?$/, homeView],
  [/^\/app\/directory\/?$/, directoryView],
  [/^\/app\/users\/([^/]+)\/edit$/, editView],
  [/^\/app\/profile\/([^/]+)\/settings$/, editView],
  [/^\/app\/users\/([^/]+)$/, profileView],
  [/^\/app\/profile\/([^/]+)\/overview$/, profileView],
  [/^\/app\/objectives\/?$/, objectivesView],
  [/^\/app\/objectives\/[^/]+\/([^/]+)$/, objectiveView],
  [/^\/app\/reviews\/?$/, reviewsView],
  [/^\/app\/reviews\/([^/]+)$/, reviewView],
];

/** Loads what the page of an address needs. Throws RangeError when there is no such page or it is not to be seen. */
export async function viewOf(path: string, refresh: () => void): Promise<BuildView> {
  for (const [pattern, load] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return load(decodeURIComponent(found[1] ?? ''), refresh);
  }
  throw new RangeError('404');
}
