const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What a look of the worker comes to. `killed`: the worker died while it read; `interrupted`: it found that one had. */
export const outcomes = [
  'nothing',
  'refused',
  'failed',
  'looked',
  'blocked',
  'imported',
  'killed',
  'interrupted',
] as const;

export type Outcome = (typeof outcomes)[number];

/**
 * What design §3.6 promises, in the order in which it is decided: the reference the product is held to. Instants are epoch
 * ms; `chance` as the browser draws it, from 0 up to 1; `handful`: the changes that need no import by hand.
 */
export function createScheduleModel(chance: number, handful: number) {
  const model = {
    // The settings, the world, and what is remembered.
    on: true,
    intervalMs: 180 * minuteMs,
    untilMs: undefined as number | undefined,
    keyRefused: false,
    away: false,
    dying: false,
    leftBehind: false,
    differing: 0,
    /** Due at once while nothing was ever tried. */
    dueMs: undefined as number | undefined,
    lastMs: undefined as number | undefined,
    onceADay: false,
    pause: undefined as { untilMs: number; looked: boolean } | undefined,

    tick(at: number): Outcome {
      model.notice(at);
      const isInterrupted = model.leftBehind;
      model.leftBehind = false;
      if (isInterrupted) return 'interrupted';
      if (!model.on || isAhead(model.untilMs, at)) return 'nothing';
      const dueMs = model.dueMs === undefined || model.dueMs > at + model.longestMs() ? at : model.dueMs;
      if (at < Math.max(dueMs, model.untilMs ?? 0)) return 'nothing';
      return model.attempt(at);
    },
    attempt(at: number): Outcome {
      model.lastMs = at;
      model.dueMs = at + shortened(model.intervalMs);
      model.leftBehind = model.dying;
      if (model.dying) return 'killed';
      if (model.away) return 'failed';
      if (model.keyRefused) {
        model.onceADay = true;
        model.dueMs = at + shortened(model.longestMs());
        return 'refused';
      }
      const isFirst = model.pause?.looked === false;
      if (model.pause) model.pause.looked = true;
      if (model.pause && model.differing > handful) return 'blocked';
      model.onceADay = false;
      if (isFirst) return 'looked';
      model.pause = undefined;
      model.differing = 0;
      return 'imported';
    },
    longestMs: () => (model.onceADay ? Math.max(model.intervalMs, dayMs) : model.intervalMs),
    /** Somebody suspends, or ends it. */
    notice(at: number) {
      if (model.on && isAhead(model.untilMs, at)) model.pause = { untilMs: model.untilMs ?? 0, looked: false };
      else if (model.pause && isAhead(model.pause.untilMs, at)) model.pause.untilMs = at;
    },
    /** Somebody switches automatic imports on or off, or chooses another interval. */
    reschedule(at: number) {
      model.dueMs = model.lastMs === undefined ? at : Math.max(at, Math.min(model.lastMs, at) + model.longestMs());
    },
    /** Another key, or one that answered somebody. */
    accept(at: number) {
      if (model.onceADay) model.dueMs = at;
      model.onceADay = false;
    },
    /** The whole preview, by hand. */
    byHand(at: number) {
      model.differing = 0;
      if (model.pause && !isAhead(model.pause.untilMs, at)) model.pause = undefined;
    },
  };
  const shortened = (ms: number) => ms - Math.floor(chance * Math.min(ms / 10, 10 * minuteMs));
  return model;
}

export type ScheduleModel = ReturnType<typeof createScheduleModel>;

/** Whether a suspension goes on. */
function isAhead(untilMs: number | undefined, at: number): boolean {
  return untilMs !== undefined && (untilMs === 0 || untilMs > at);
}
