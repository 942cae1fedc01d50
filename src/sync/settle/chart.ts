/** Why a manager is held back: on a loop of what is wanted, or on one that only arises because somebody else is held back. */
export interface LoopFinding {
  readonly code: 'in-loop' | 'because-of-loop';
  /** Everybody on the loop, shared by all of them. */
  readonly members: readonly number[];
}

/** A chart of people by position; -1 is nobody. */
export interface Chart {
  readonly size: number;
  /** People whose manager is to change. */
  readonly moving: readonly number[];
  /** The manager a person is to have; for people who do not move the present one. */
  wanted(at: number): number;
  present(at: number): number;
}

const onPath = 1;
const done = 2;

/**
 * Whom to leave with their present manager so that the chart has no loop (design §3.5): everybody on a loop goes back,
 * again and again until there is none. The outcome does not depend on the order, since a loop stays one until its own people go back.
 *
 * Shape:  by position of a person held back; nobody else is touched
 * Errors: none; a loop in SI's own chart is left alone
 */
export function breakLoops(chart: Chart): ReadonlyMap<number, LoopFinding> {
  const held = new Map<number, LoopFinding>();
  const moves = new Set(chart.moving);
  const marks = new Uint8Array(chart.size);
  const places = new Int32Array(chart.size);
  const path: number[] = [];
  for (const start of chart.moving) {
    let at = start;
    while (at >= 0 && marks[at] !== done) {
      if (marks[at] === onPath) {
        const from = places[at] as number;
        const first = sendBack(path.slice(from), moves, held);
        if (first === undefined) break;
        // Whoever comes before the first who went back still leads there; the walk goes on from that one.
        const cut = path.splice(from + first);
        for (const left of cut) marks[left] = 0;
        at = cut[0] as number;
      }
      marks[at] = onPath;
      places[at] = path.length;
      path.push(at);
      at = moves.has(at) && !held.has(at) ? chart.wanted(at) : chart.present(at);
    }
    for (const walked of path) marks[walked] = done;
    path.length = 0;
  }
  return held;
}

/** Sends everybody on the loop back; gives the place of the first who went, undefined when nobody could. */
function sendBack(
  loop: readonly number[],
  moves: ReadonlySet<number>,
  held: Map<number, LoopFinding>,
): number | undefined {
  const movers = loop.filter((member) => moves.has(member) && !held.has(member));
  const [first] = movers;
  if (first === undefined) return undefined;
  const isOwn = !loop.some((member) => held.has(member));
  const finding: LoopFinding = { code: isOwn ? 'in-loop' : 'because-of-loop', members: loop };
  for (const member of movers) held.set(member, finding);
  return loop.indexOf(first);
}
