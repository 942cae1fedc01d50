import { beforeEach, describe, expect, test } from 'vitest';
import { createScreen, type Screen, watchScreen } from '../fakes/told.ts';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { testConnection } from '../../../src/admin/test-connection.ts';
import { causeIds, causePlaces } from '../../../src/domain/unattended/telling.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  previewSeen,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

let world: World;
let worker: Worker;
let screen: Screen;
let browser: ReturnType<typeof watchScreen>;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3', '4', '5', '6'].map((id) => anEmployee({ id, title: 'Old' })),
    ['1', '2', '3', '4', '5', '6'].map((id) => aSiUser({ id: `u${id}`, title: 'Old', admin: id === '6' })),
  );
  world.settings = { ...world.settings, automaticImports: true };
  screen = createScreen();
  open();
  await putFacts(worker.deps.pairs, settled);
  await previewSeen(worker);
});

/** The browser starts, or its worker anew: what was told lies in the database. */
function open() {
  worker = startWorker(world);
  browser = watchScreen(worker, screen);
}

/** The browser runs for so long, its alarm ringing every quarter of an hour. */
async function run(ms: number) {
  for (let at = 0; at < ms; at += 15 * minuteMs) {
    world.clock.advance(15 * minuteMs);
    await browser.tick();
  }
}

/** The next automatic import. */
const interval = () => run(3 * hourMs);
const ids = () => screen.shown.map(({ id }) => id);
const lastSaid = () => screen.shown.at(-1);

async function fullTick() {
  await browser.tick();
  expect(ids()).toEqual([]);
  expect(screen.badge).toBe('none');
}

describe('a rule that blocks', () => {
  const leave = (...gone: string[]) => gone.forEach((id) => world.bamboo.change(id, { status: 'inactive' }));

  test('is told at once, in words of the rule, and not again while it stays', async () => {
    await fullTick();
    leave('1', '2', '3');
    await interval();
    expect(lastSaid()).toEqual({
      id: 'blocked',
      en: 'A safety rule stopped the automatic import, and nothing was written. 3 accounts would be deactivated. Click to look at it.',
      de: expect.stringMatching(
        /^Eine Sicherheitsregel hat den automatischen Import angehalten, es wurde nichts geschrieben\. 3 Konten würden deaktiviert\. Ein Klick führt hin\.$/,
      ),
    });
    expect(screen.badge).toBe('alarm');
    await interval();
    await interval();
    expect(ids()).toEqual(['blocked']);
  });

  test('is not told again by a browser that was started anew, nor when the notification was closed', async () => {
    leave('1', '2', '3');
    await browser.tick();
    screen.open.clear();
    screen.badge = 'none';
    open();
    await interval();
    expect(ids()).toEqual(['blocked']);
    expect(screen.badge).toBe('alarm');
  });

  test('is told again when another rule joins it, and when it comes back', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.si.ownSync = true;
    await interval();
    expect(ids()).toEqual(['blocked', 'blocked']);
    world.si.ownSync = false;
    ['1', '2', '3'].forEach((id) => world.bamboo.change(id, { status: 'active' }));
    await interval();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    leave('1', '2', '3');
    await interval();
    expect(ids()).toEqual(['blocked', 'blocked', 'blocked']);
  });

  test('is over with a preview that shows no block any more', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.clock.advance(minuteMs);
    ['1', '2', '3'].forEach((id) => world.bamboo.change(id, { status: 'active' }));
    await preview(worker);
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });

  test('is not over with a preview that only a person may import', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.clock.advance(minuteMs);
    await preview(worker);
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'alarm', open: new Set(['blocked']) });
  });

  test('is over once an import by hand went through', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.clock.advance(minuteMs);
    await preview(worker);
    await importPlan(worker);
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });

  test('is no concern of somebody who switches automatic imports off', async () => {
    leave('1', '2', '3');
    await browser.tick();
    await saveSettings(worker.deps, { automaticImports: false });
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });
});

describe('a refused key', () => {
  const refuse = () => (world.bamboo.failure = new AppError('bamboo-wrong-key'));

  test('is told at once and once', async () => {
    refuse();
    await browser.tick();
    expect(lastSaid()).toEqual({
      id: 'refused-key',
      en: 'BambooHR does not accept this API key. Nothing is imported until a new one is entered. Click to enter it.',
      de: 'BambooHR nimmt diesen API-Schlüssel nicht an. Bis ein neuer eingetragen ist, wird nichts importiert. Ein Klick führt zum Eintragen.',
    });
    expect(screen.badge).toBe('alarm');
    await interval();
    expect(ids()).toEqual(['refused-key']);
  });

  test('is told again when it is the other one', async () => {
    refuse();
    await browser.tick();
    world.bamboo.failure = undefined;
    world.si.twist({ on: 'readEverybody', refuse: () => new AppError('si-wrong-token') });
    await run(dayMs);
    expect(ids()).toEqual(['refused-key', 'refused-key']);
    expect(lastSaid()?.en).toContain('Small Improvements');
  });

  test('is over with a new key, and told again if that is refused too', async () => {
    refuse();
    await browser.tick();
    world.clock.advance(minuteMs);
    await saveSettings(worker.deps, { bambooKey: 'n3w' });
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    await run(dayMs);
    expect(ids()).toEqual(['refused-key', 'refused-key']);
  });

  test('is over with a test of what is saved, and with nothing else', async () => {
    refuse();
    await browser.tick();
    world.clock.advance(minuteMs);
    await testConnection(worker.deps, {});
    await browser.settle();
    expect(screen.badge).toBe('alarm');
    world.bamboo.failure = undefined;
    await testConnection(worker.deps, { bambooKey: 'typed only' });
    await testConnection(worker.deps, { bambooSubdomain: 'other' });
    await browser.settle();
    expect(screen.badge).toBe('alarm');
    await testConnection(worker.deps, {});
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });
});

describe('imports that do not finish', () => {
  const away = (code: 'si-unavailable' | 'timeout' = 'si-unavailable') => {
    world.si.behave();
    world.si.twist({ on: 'readEverybody', refuse: () => new AppError(code) });
  };

  test('are on the badge at once, and told with the second in a row', async () => {
    away();
    await browser.tick();
    expect(screen).toMatchObject({ badge: 'alarm', shown: [] });
    await interval();
    expect(lastSaid()).toEqual({
      id: 'failed',
      en: 'Two automatic imports in a row did not finish. Small Improvements does not answer at the moment. Click to see more.',
      de: expect.stringMatching(
        /^Zwei automatische Importe hintereinander wurden nicht abgeschlossen\. .+ Ein Klick zeigt mehr\.$/,
      ),
    });
    await interval();
    expect(ids()).toEqual(['failed']);
    away('timeout');
    await interval();
    expect(ids()).toEqual(['failed', 'failed']);
  });

  test('are forgotten with the next that does; a single one after it is none of two', async () => {
    for (let times = 0; times < 4; times += 1) {
      away();
      await interval();
      world.si.behave();
      await interval();
    }
    expect(screen).toMatchObject({ badge: 'none', shown: [] });
  });

  test('in the middle of writing count as well, and a preview does not mend them', async () => {
    world.bamboo.change('1', { jobTitle: 'New' });
    world.si.twist({ on: [...writeMethods, 'readUsers'], refuse: () => new AppError('si-unavailable') });
    await browser.tick();
    await interval();
    expect(ids()).toEqual(['failed']);
  });

  test.each([
    ['the settings are incomplete', 'incomplete', () => (world.settings = { ...world.settings, siAddress: '' })],
    ['the browser withholds access', 'access-withheld', () => (world.withheld = ['bamboo'])],
    ['SI has no API here', 'incomplete', () => (world.bamboo.failure = new AppError('si-api-not-enabled'))],
  ] as const)('are told at once where no later one can: %s', async (_why, id, change) => {
    change();
    await browser.tick();
    expect(ids()).toEqual([id]);
    expect(lastSaid()?.en).toMatch(/^Automatic imports wait for you\. .+\. .+\.$/);
    expect(lastSaid()?.de).toMatch(/^Automatische Importe warten auf Sie\. .+\. .+\.$/);
  });

  test('are told at once where the settings cannot be used, and as soon as they can again that is over', async () => {
    const { readable, get } = worker.deps.settings;
    const fail = () => Promise.reject(new AppError('settings-invalid', { fields: ['siAddress'] }));
    const unusable = async () => ({ ...(await readable()), settings: { ...world.settings, siAddress: '' } });
    Object.assign(worker.deps.settings, { get: fail, readable: unusable });
    await browser.tick();
    await run(9 * hourMs);
    expect(ids()).toEqual(['incomplete']);
    expect(screen.badge).toBe('alarm');
    Object.assign(worker.deps.settings, { get, readable });
    await interval();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });

  test('are told at once where one setting alone cannot be used', async () => {
    const fail = () => Promise.reject(new AppError('settings-invalid', { fields: ['headCount'] }));
    Object.assign(worker.deps.settings, { get: fail });
    await browser.tick();
    expect(ids()).toEqual(['incomplete']);
    await interval();
    expect(ids()).toEqual(['incomplete']);
  });

  test('are told at once where a write emptied a field', async () => {
    world.bamboo.change('1', { jobTitle: 'New' });
    world.si.twist({ on: 'writeFields', blank: ['lastName'] });
    await browser.tick();
    expect(ids()).toEqual(['blanked']);
    expect(lastSaid()?.de).toMatch(
      /^Der automatische Import wurde angehalten\. .+ Ein Klick zeigt, wen es betrifft\.$/,
    );
  });

  test('because somebody else acts now are told, although automatic imports are off by that', async () => {
    await browser.tick();
    await preview(worker);
    world.si.me = { ...world.si.me, id: 'u6' as never };
    await interval();
    expect(world.settings.automaticImports).toBe(false);
    expect(ids()).toEqual(['needs-preview']);
    world.clock.advance(minuteMs);
    await preview(worker);
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });
});

describe('trouble that stands while something else fails', () => {
  const leave = (...gone: string[]) => gone.forEach((id) => world.bamboo.change(id, { status: 'inactive' }));
  const offline = async () => {
    const { failure } = world.bamboo;
    world.bamboo.failure = new AppError('offline');
    await run(dayMs);
    world.bamboo.failure = failure;
  };

  test('is no news afterwards: a rule that blocks', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.bamboo.failure = new AppError('offline');
    await interval();
    world.bamboo.failure = undefined;
    await interval();
    expect(ids()).toEqual(['blocked']);
    expect(screen).toMatchObject({ badge: 'alarm', open: new Set(['blocked']) });
  });

  test('is no news afterwards: a refused key, with one message for each way of failing', async () => {
    world.bamboo.failure = new AppError('bamboo-wrong-key');
    await browser.tick();
    for (let times = 0; times < 3; times += 1) {
      await offline();
      await run(dayMs);
    }
    expect(ids().filter((id) => id !== 'failed')).toEqual(['refused-key']);
    expect(screen.open).toContain('refused-key');
  });

  test('is told beside it, and taken away when the key works', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.bamboo.failure = new AppError('bamboo-wrong-key');
    await interval();
    expect(screen.open).toEqual(new Set(['blocked', 'refused-key']));
    world.bamboo.failure = undefined;
    world.clock.advance(minuteMs);
    await testConnection(worker.deps, {});
    await browser.settle();
    expect(screen.open).toEqual(new Set(['blocked']));
    await run(dayMs);
    expect(ids()).toEqual(['blocked', 'refused-key']);
  });

  test('is over with whoever mends it, also while something else fails', async () => {
    leave('1', '2', '3');
    await browser.tick();
    world.bamboo.failure = new AppError('offline');
    await interval();
    world.bamboo.failure = undefined;
    world.clock.advance(minuteMs);
    await preview(worker);
    await importPlan(worker);
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });

  test('of ways of failing that take turns each is told once', async () => {
    for (let times = 0; times < 6; times += 1) {
      world.bamboo.failure = new AppError(times % 2 === 0 ? 'offline' : 'timeout');
      await interval();
    }
    expect(ids()).toEqual(['failed', 'failed']);
  });

  test('is none where an import by hand went through in between: one failure after it is none of two', async () => {
    world.bamboo.failure = new AppError('offline');
    await browser.tick();
    world.bamboo.failure = undefined;
    world.clock.advance(minuteMs);
    world.bamboo.change('1', { jobTitle: 'New' });
    await preview(worker);
    await importPlan(worker);
    world.bamboo.failure = new AppError('offline');
    await interval();
    expect(screen).toMatchObject({ badge: 'alarm', shown: [] });
  });
});

describe('a clock that was ahead', () => {
  test.each(['a key that is refused', 'a rule that blocks'])('does not silence %s', async (what) => {
    const aheadMs = 400 * dayMs;
    world.clock.advance(aheadMs);
    world.bamboo.change('6', { jobTitle: 'New' });
    await preview(worker);
    await importPlan(worker);
    await testConnection(worker.deps, {});
    world.clock.advance(-aheadMs);
    if (what === 'a rule that blocks') ['1', '2', '3'].forEach((id) => world.bamboo.change(id, { status: 'inactive' }));
    else world.bamboo.failure = new AppError('bamboo-wrong-key');
    await run(4 * hourMs);
    expect(ids()).toEqual([what === 'a rule that blocks' ? 'blocked' : 'refused-key']);
    expect(screen.badge).toBe('alarm');
  });
});

describe('intervals that pass without an import', () => {
  /** Something else holds the turn for ever. */
  const hang = () => worker.lock.tryStart(() => new Promise(() => undefined));
  const ring = async (ms: number) => {
    for (let at = 0; at < ms; at += 15 * minuteMs) {
      world.clock.advance(15 * minuteMs);
      await worker.coordinator.tick();
      await browser.settle();
    }
  };

  test('are told once there were two of them while the browser ran', async () => {
    await fullTick();
    await hang();
    await ring(3 * hourMs + 5.5 * hourMs);
    expect(ids()).toEqual([]);
    await ring(hourMs);
    expect(lastSaid()).toEqual({
      id: 'missed',
      en: 'This browser was running, but two automatic imports in a row did not take place. Click to see more.',
      de: 'Dieser Browser lief, aber zwei automatische Importe hintereinander fanden nicht statt. Ein Klick zeigt mehr.',
    });
    await ring(12 * hourMs);
    expect(ids()).toEqual(['missed']);
  });

  test('are told also where one import that did not finish was not told', async () => {
    await fullTick();
    world.bamboo.failure = new AppError('offline');
    await interval();
    expect(ids()).toEqual([]);
    await hang();
    await ring(10 * hourMs);
    expect(ids()).toEqual(['missed']);
  });

  test('are nothing to tell while it slept: one import makes up for them, in silence', async () => {
    await fullTick();
    for (let night = 0; night < 5; night += 1) {
      world.clock.advance(2 * dayMs);
      const reads = world.bamboo.reads;
      await browser.tick();
      await run(hourMs);
      expect(world.bamboo.reads).toBe(reads + 1);
    }
    expect(screen).toMatchObject({ badge: 'none', shown: [] });
  });

  test('of which every other hour is slept through are counted by the hours awake', async () => {
    await fullTick();
    await hang();
    await ring(3 * hourMs);
    for (let at = 0; at < 5; at += 1) {
      await ring(hourMs);
      world.clock.advance(hourMs);
    }
    expect(ids()).toEqual([]);
    await ring(2 * hourMs);
    await ring(15 * minuteMs);
    expect(ids()).toEqual(['missed']);
  });

  test('are over with the next import', async () => {
    await fullTick();
    await hang();
    await ring(10 * hourMs);
    open();
    await browser.tick();
    await run(15 * minuteMs);
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });
});

describe('fields', () => {
  test('BambooHR does not show any more are told, until it does, or an import by hand accepts it', async () => {
    await fullTick();
    world.bamboo.snapshot = { hiddenFields: ['location', 'department'] };
    await interval();
    expect(lastSaid()).toEqual({
      id: 'not-readable',
      en: 'These fields can no longer be read, so they are not compared: Department, Location. Click to see more.',
      de: 'Diese Felder lassen sich nicht mehr lesen und werden darum nicht verglichen: Abteilung, Standort. Ein Klick zeigt mehr.',
    });
    expect(screen.badge).toBe('look');
    await interval();
    expect(ids()).toEqual(['not-readable']);
    world.bamboo.snapshot = {};
    await interval();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    world.bamboo.snapshot = { hiddenFields: ['location'] };
    await interval();
    expect(ids()).toEqual(['not-readable', 'not-readable']);
    world.bamboo.change('1', { jobTitle: 'New' });
    await preview(worker);
    await importPlan(worker);
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    await interval();
    expect(ids()).toHaveLength(2);
  });

  test('it never showed are no news', async () => {
    world.bamboo.snapshot = { hiddenFields: ['location'] };
    await browser.tick();
    await interval();
    expect(screen).toMatchObject({ badge: 'none', shown: [] });
  });

  test('of which a rule speaks already are not told twice', async () => {
    await fullTick();
    world.bamboo.snapshot = { hiddenFields: ['gender'] };
    await interval();
    expect(ids()).toEqual(['blocked']);
  });

  test('Small Improvements takes from nobody are told when that is found out', async () => {
    world.si.twist({ on: 'writeFields', drop: ['jobTitle'] });
    world.bamboo.change('1', { jobTitle: 'New' });
    world.bamboo.change('2', { jobTitle: 'New' });
    await browser.tick();
    await browser.settle();
    expect(lastSaid()).toEqual({
      id: 'not-writable',
      en: 'Small Improvements does not take these fields: Job title. Click to see more.',
      de: 'Small Improvements nimmt diese Felder nicht an: Position. Ein Klick zeigt mehr.',
    });
    expect(screen.badge).toBe('look');
    await interval();
    expect(ids()).toEqual(['not-writable']);
  });
});

describe('leavers who are held back', () => {
  test('are told after three days, each once', async () => {
    await fullTick();
    world.bamboo.change('6', { status: 'inactive' });
    await interval();
    world.clock.advance(3 * dayMs - 2 * hourMs);
    await browser.tick();
    expect(screen).toMatchObject({ badge: 'none', shown: [] });
    await interval();
    expect(lastSaid()).toEqual({
      id: 'held-leavers',
      en: '1 person left more than three days ago and can still sign in to Small Improvements, because the account is protected. Click to decide.',
      de: '1 Person ist vor mehr als drei Tagen ausgeschieden und kann sich noch in Small Improvements anmelden, weil das Konto geschützt ist. Ein Klick führt zur Entscheidung.',
    });
    expect(screen.badge).toBe('look');
    await interval();
    expect(ids()).toEqual(['held-leavers']);
  });

  test('are no longer told of once somebody has deactivated them', async () => {
    world.bamboo.change('6', { status: 'inactive' });
    await browser.tick();
    world.clock.advance(4 * dayMs);
    await browser.tick();
    expect(ids()).toEqual(['held-leavers']);
    world.si.change('u6', { active: false });
    await interval();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
  });
});

describe('new people who get no account before the first one was made by hand', () => {
  test('are told of once, without an alarm, until the question is answered', async () => {
    await putFacts(worker.deps.pairs, { ...settled, firstCreation: undefined });
    await fullTick();
    world.bamboo.employees = [...world.bamboo.employees, anEmployee({ id: '7' })];
    await interval();
    expect(lastSaid()).toEqual({
      id: 'awaiting-answer',
      en: '1 new person gets an account only after the first one was created by hand and the question about it was answered. Click to go there.',
      de: '1 neue Person bekommt erst ein Konto, wenn das erste von Hand angelegt und die Frage dazu beantwortet ist. Ein Klick führt hin.',
    });
    expect(screen.badge).toBe('look');
    await interval();
    expect(ids()).toEqual(['awaiting-answer']);

    const answered = { state: 'answered', mailed: false, atMs: 1 } as const;
    await putFacts(worker.deps.pairs, { ...settled, firstCreation: answered });
    await interval();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    expect(world.si.invited).toEqual(['p7@acme.com']);
  });
});

describe('the end of a suspension', () => {
  test('is told once, with the preview that waits, and is over with the next import', async () => {
    await saveSettings(worker.deps, { suspendedUntilMs: world.clock.now() + 2 * dayMs, suspendReason: 'Reviews' });
    world.bamboo.change('1', { jobTitle: 'New' });
    await run(2 * dayMs - hourMs);
    expect(ids()).toEqual([]);
    await run(2 * hourMs);
    expect(screen.shown).toEqual([
      {
        id: 'suspension-ended',
        en: 'The suspension of automatic imports has ended. Nothing was written yet; a preview waits for you to look.',
        de: 'Die Aussetzung der automatischen Importe ist zu Ende. Es wurde noch nichts geschrieben; eine Vorschau wartet auf Ihren Blick.',
      },
    ]);
    expect(screen.badge).not.toBe('none');
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
    await interval();
    expect(world.si.callsOf(...writeMethods)).toHaveLength(1);
    expect(ids()).toEqual(['suspension-ended']);
    expect(screen.badge).toBe('none');
  });
});

test('the end of a suspension that let much pile up says one thing at a time', async () => {
  await saveSettings(worker.deps, { suspendedUntilMs: world.clock.now() + dayMs, suspendReason: '' });
  for (const id of ['1', '2', '3', '4', '5', '6']) world.bamboo.change(id, { jobTitle: 'New' });
  await run(dayMs + 2 * hourMs);
  await interval();
  expect(screen.open).toEqual(new Set(['blocked']));
  expect(lastSaid()?.id).toBe('blocked');
});

test('a browser that only shows reviews tells nothing', async () => {
  const facts = await worker.deps.pairs.facts(acme);
  await putFacts(worker.deps.pairs, { ...facts, notWritable: ['location'] });
  world.settings = { ...world.settings, mode: 'viewer' };
  await browser.tick();
  expect(screen).toMatchObject({ badge: 'none', shown: [] });
});

test('every cause has a place in our page', () => {
  for (const id of causeIds) expect(causePlaces[id]).toMatch(/^#(preview|history|configuration|health)(=[a-z]+)?$/);
});
