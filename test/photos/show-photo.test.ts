import { describe, expect, it } from 'vitest';
import type { Face, Photo, PictureClaim } from '../../src/domain/people.ts';
import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import { createPhotoDesk } from '../../src/photos/show-photo.ts';
import { AppError } from '../../src/shared/app-error.ts';

const claimOf = (id: string): PictureClaim => ({ avatar: `/${id}`, ids: [], names: [] });

function aDesk(read: (id: EmployeeId) => Promise<Photo | undefined>, refuse: () => void = () => undefined, count = 40) {
  let nowMs = 0;
  const asked: string[] = [];
  let lists = 0;
  const ids = Array.from({ length: count }, (_, index) => `u${index}`);
  const desk = createPhotoDesk({
    clock: { now: () => nowMs, sleep: async () => undefined },
    employees: async () => new Map(ids.map((id) => [id as SiUserId, `e-${id}` as EmployeeId])),
    connect: async () => ({
      faces: {
        everybody: async () => {
          lists += 1;
          refuse();
          return [...ids, 'nobody'].map((id) => ({ id, name: id, avatar: `/${id}` }) as Face);
        },
        of: async () => [],
      },
      photos: {
        read: async (id) => {
          asked.push(id);
          return read(id);
        },
      },
    }),
  });
  return { desk, asked, lists: () => lists, pass: (ms: number) => (nowMs += ms) };
}

const photo: Photo = { type: 'image/png', base64: 'iVBORw0KGgo' };

describe('the desk that hands out photos', () => {
  it('reads each photo and the list of people once, and again when they are old', async () => {
    const { desk, asked, lists, pass } = aDesk(async () => photo);
    await Promise.all([desk.photoOf(claimOf('u1')), desk.photoOf(claimOf('u1'))]);
    expect(await desk.photoOf(claimOf('u1'))).toEqual(photo);
    expect([asked, lists()]).toEqual([['e-u1'], 1]);
    pass(11 * 60_000);
    await desk.photoOf(claimOf('u1'));
    expect([asked.length, lists()]).toEqual([2, 2]);
  });

  it('remembers that there is none, and asks nothing for people without an employee', async () => {
    const { desk, asked } = aDesk(async () => undefined);
    expect([await desk.photoOf(claimOf('u1')), await desk.photoOf(claimOf('u1'))]).toEqual([null, null]);
    expect(await desk.photoOf(claimOf('nobody'))).toBeNull();
    expect(await desk.photoOf(claimOf('stranger'))).toBeNull();
    expect(asked).toEqual(['e-u1']);
  });

  it('asks for four at once', async () => {
    let open = 0;
    let most = 0;
    const { desk } = aDesk(async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open -= 1;
      return photo;
    });
    await Promise.all(Array.from({ length: 12 }, (_, index) => desk.photoOf(claimOf(`u${index}`))));
    expect(most).toBe(4);
  });

  it('does not keep a failure', async () => {
    let fails = true;
    const { desk } = aDesk(async () => {
      if (fails) throw new AppError('offline');
      return photo;
    });
    await expect(desk.photoOf(claimOf('u1'))).rejects.toThrow('offline');
    fails = false;
    expect(await desk.photoOf(claimOf('u1'))).toEqual(photo);
  });

  it('does not go on asking with a refused key, and asks again later', async () => {
    let isRefused = true;
    const { desk, asked, pass } = aDesk(async () => {
      await Promise.resolve();
      if (isRefused) throw new AppError('bamboo-wrong-key');
      return photo;
    });
    const all = () => Promise.all(Array.from({ length: 40 }, (_, index) => desk.photoOf(claimOf(`u${index}`))));
    expect(new Set(await all())).toEqual(new Set([null]));
    // What was under way already.
    expect(asked.length).toBeLessThanOrEqual(4);
    pass(9 * 60_000);
    await all();
    expect(asked.length).toBeLessThanOrEqual(4);
    isRefused = false;
    pass(2 * 60_000);
    expect(await desk.photoOf(claimOf('u1'))).toEqual(photo);
  });

  it.each(['si-wrong-token', 'settings-missing'] as const)('reads the list of people once after "%s"', async (code) => {
    const { desk, lists, pass } = aDesk(
      async () => photo,
      () => {
        throw new AppError(code);
      },
    );
    for (let index = 0; index < 5; index += 1) expect(await desk.photoOf(claimOf(`u${index}`))).toBeNull();
    expect(lists()).toBe(1);
    pass(11 * 60_000);
    expect(await desk.photoOf(claimOf('u1'))).toBeNull();
    expect(lists()).toBe(2);
  });

  it('forgets the oldest photos when they are too many to hold', async () => {
    const large: Photo = { type: 'image/png', base64: `iVBORw0KGgo${'A'.repeat(690_000)}` };
    const { desk, asked } = aDesk(async () => large);
    for (let index = 0; index < 40; index += 1) await desk.photoOf(claimOf(`u${index}`));
    await desk.photoOf(claimOf('u39'));
    expect(asked).toHaveLength(40);
    await desk.photoOf(claimOf('u0'));
    expect(asked).toHaveLength(41);
  });
});
