import './texts.ts';
import { describe, expect, it } from 'vitest';
import { type CauseId, causeIds } from '../../../src/ui/health/why/why-causes.ts';
import { type Heard, play } from './play.ts';
import type { Scene } from './scene.ts';
import { guards } from './scenes/guards.ts';
import { leftOut } from './scenes/left-out.ts';
import { narrowKey } from './scenes/narrow-key.ts';
import { refused } from './scenes/refused.ts';
import { remembered } from './scenes/remembered.ts';
import { schedule } from './scenes/schedule.ts';
import { somebodyElse } from './scenes/somebody-else.ts';

const scenes: readonly Scene[] = [leftOut, narrowKey, remembered, schedule, refused, somebodyElse, guards];

/** Causes the sandbox cannot make, and why. */
const beyond: Readonly<Partial<Record<CauseId, string>>> = {};

describe('why somebody is not updating, as it happens with both systems', () => {
  it.each(scenes)('$name', async (scene) => {
    const heard: Heard[] = [];
    await play(scene, (one) => heard.push(one));
    expect(heard.map(({ who, read }) => ({ who, ...read }))).toEqual(
      heard.map(({ who, expected }) => ({ who, ...expected })),
    );
    for (const fix of heard.flatMap(({ fixes }) => fixes)) expect(fix).toMatch(/\S.*\.$/);
    expect(new Set(heard.map(({ read }) => read.cause))).toEqual(new Set(scene.causes));
  });

  it('is made to happen for every cause there is', () => {
    const made = new Set(scenes.flatMap(({ causes }) => causes));
    expect(causeIds.filter((cause) => !made.has(cause) && beyond[cause] === undefined)).toEqual([]);
    expect(Object.keys(beyond).filter((cause) => made.has(cause as CauseId))).toEqual([]);
  });
});
