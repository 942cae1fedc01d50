// @vitest-environment happy-dom
import '../setup.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { OtherWrites } from '../../../src/domain/unattended/other-writes.ts';
import { causeIds, causePlaces } from '../../../src/domain/unattended/telling.ts';
import { otherWritesText } from '../../../src/ui/format/other-writes-text.ts';
import { aChange, aConnection, aHeader, aStatus, nowMs } from '../builders.ts';
import { byRole, textOf } from '../by-role.ts';
import { readMessages } from '../messages.ts';
import { closePage, late, openPage, settle } from '../page.tsx';
import { stubMessages } from '../stub-messages.ts';

const hourMs = 3_600_000;
const off = { atMs: nowMs - 24 * hourMs, what: 'automaticImports', before: 'true', after: 'false' } as const;

afterEach(() => {
  closePage();
  location.hash = '';
});
afterAll(() => stubMessages(readMessages('en')));

const group = (name: RegExp) => textOf(byRole('group', name));

describe('automatic imports that are off', () => {
  it('are said to be so in Preview, since when and by whom', async () => {
    await openPage({ plan: aHeader([]), audit: [{ ...off, actor: 'Hanna Vogel' }] }, 'preview');
    await late();
    expect(group(/^Automatic imports have been off/)).toBe(
      'Automatic imports have been off since Nov 21, 2026, 9:44 AM (switched off by Hanna Vogel).Switch them on under Configuration, or import from the preview.',
    );
  });

  it('are not blamed on anybody where the product switched them off', async () => {
    await openPage({ plan: aHeader([]), audit: [{ ...off, own: true }] }, 'preview');
    await late();
    expect(group(/^Automatic imports have been off/)).toContain('switched off by this extension, because');
  });

  it('need no word where they never were on, or are on now', async () => {
    await openPage({ plan: aHeader([]) }, 'preview');
    await late();
    expect(document.body.textContent).not.toContain('have been off');
    const status = aStatus({ settings: { ...aStatus().settings, automaticImports: true } });
    await openPage({ plan: aHeader([]), audit: [off], status }, 'preview');
    await late();
    expect(document.body.textContent).not.toContain('have been off');
  });
});

describe('automatic imports that IT or a choice keeps off', () => {
  const on = { atMs: nowMs - 48 * hourMs, what: 'automaticImports', before: 'false', after: 'true' } as const;
  const keptOff = (locked: readonly string[], keysForSession = false) =>
    aStatus({ settings: { ...aStatus().settings, keysForSession }, locked });
  const due = () => {
    const term = [...document.querySelectorAll('dt')].find((one) => textOf(one) === 'Next automatic import');
    return textOf(term?.nextElementSibling ?? null);
  };

  it.each([[['automaticImports']], [['keysForSession']]])('by policy are said to be so, by %j', async (locked) => {
    const status = keptOff(locked, locked.includes('keysForSession'));
    await openPage({ plan: aHeader([]), audit: [on], status }, 'preview');
    await late();
    expect(group(/^Your IT department keeps/)).toContain('Import from the preview, or ask your IT department.');
    await openPage({ status, audit: [off] }, 'health');
    await late();
    expect(due()).toContain('Your IT department keeps automatic imports off in this browser.');
  });

  it('by keeping keys for the session only are said to be so in Health, and in Preview where they were on', async () => {
    const status = keptOff([], true);
    await openPage({ plan: aHeader([]), audit: [on], status }, 'preview');
    await late();
    expect(group(/^Automatic imports are off, because the keys/)).toContain('untick that choice under Configuration');
    await openPage({ plan: aHeader([]), status }, 'preview');
    await late();
    expect(document.body.textContent).not.toContain('because the keys');
    await openPage({ plan: aHeader([]), status: keptOff(['automaticImports'], true) }, 'preview');
    await late();
    expect(document.body.textContent).toContain('because the keys');
    await openPage({ status }, 'health');
    await late();
    expect(due()).toContain('because the keys are kept for this browser session only');
  });
});

describe('a click on a notification', () => {
  it.each(causeIds.map((id) => [id, causePlaces[id]] as const))('about %s opens the tab of %s', async (_id, place) => {
    location.hash = place;
    await openPage({ plan: aHeader([]) });
    const selected = [...document.querySelectorAll('[role=tab]')].find(
      (tab) => tab.getAttribute('aria-selected') === 'true',
    );
    expect(selected?.id).toBe(`tab-${place.slice(1).split('=')[0]}`);
  });

  it('about a refused key leads to where it is entered', async () => {
    location.hash = causePlaces['refused-key'];
    await openPage();
    await late();
    expect(document.activeElement?.id).toBe('step-bamboo-title');
  });

  it('about leavers leads to their list', async () => {
    const leaver = aChange({
      name: 'Hanna Vogel',
      kind: 'deactivate',
      reason: { code: 'protected' },
      protectedAs: 'admin',
      selected: false,
    });
    location.hash = causePlaces['held-leavers'];
    await openPage({ plan: aHeader([leaver]), changes: [leaver], state: { connection: aConnection() } });
    await late();
    expect(document.activeElement?.id).toBe('leavers-title');
  });

  it('about fields leads to the first of their cards', async () => {
    location.hash = causePlaces['not-writable'];
    await openPage({ facts: { notWritable: ['location'] }, state: { connection: aConnection() } });
    await late();
    expect(textOf(document.activeElement)).toBe('Fields Small Improvements does not take');
  });
});

describe('what others wrote', () => {
  const others: OtherWrites = {
    fromMs: nowMs - 3 * hourMs,
    toMs: nowMs - hourMs,
    created: 2,
    changed: 1,
    deactivated: 1,
    reactivated: 0,
    fields: ['jobTitle'],
    imports: true,
  };
  const open = (found: OtherWrites, automaticImports: boolean, tab: 'preview' | 'health') => {
    const status = aStatus({ settings: { ...aStatus().settings, automaticImports }, nextDueMs: nowMs + hourMs });
    return openPage({ plan: aHeader([]), status, facts: { others: found }, state: { connection: aConnection() } }, tab);
  };

  it.each(['preview', 'health'] as const)('is said in %s, with what and when', async (tab) => {
    await open(others, true, tab);
    await late();
    const said = group(/^Somebody else wrote/);
    expect(said).toMatch(
      /Between Nov 22, 2026, \d+:44 AM and Nov 22, 2026, \d+:44 AM: 2 accounts were created, 1 person was changed \(Job title\), 1 account was deactivated\./,
    );
    expect(said).toContain('Keep Automatic Imports on in one place only');
  });

  it('gives no advice about two browsers where this one does not import by itself, or nothing points to another', async () => {
    await open(others, false, 'preview');
    await late();
    expect(group(/^Somebody else wrote/)).not.toContain('Keep Automatic Imports on');
    await open({ ...others, imports: false }, true, 'preview');
    await late();
    expect(group(/^Somebody else wrote/)).not.toContain('another browser');
  });

  it.each(['preview', 'health'] as const)(
    'is said in %s beside an import by another before it, for a week',
    async (tab) => {
      const edit: OtherWrites = { ...others, fromMs: others.toMs, created: 0, deactivated: 0, imports: false };
      const [first, last] = [
        { ...edit, imported: others },
        { ...others, toMs: nowMs - 8 * 24 * hourMs },
      ];
      await open(first, true, tab);
      await late();
      const said = group(/^Somebody else wrote/);
      expect(said.indexOf('2 accounts were created')).toBeLessThan(said.indexOf('Keep Automatic Imports on'));
      expect(said).toMatch(/: 1 person was changed \(Job title\)\.$/);
      await open({ ...edit, imported: last }, true, tab);
      await late();
      expect(group(/^Somebody else wrote/)).not.toContain('another browser');
    },
  );

  it('is no news after a week', async () => {
    await open({ ...others, toMs: nowMs - 8 * 24 * hourMs }, true, 'preview');
    await settle();
    expect(document.body.textContent).not.toContain('Somebody else wrote');
  });

  it('is said in German', () => {
    stubMessages(readMessages('de'));
    expect(otherWritesText(others)).toMatch(
      /^Zwischen .+ und .+: 2 Konten wurden angelegt, 1 Person wurde geändert \(Position\), 1 Konto wurde deaktiviert\.$/,
    );
    stubMessages(readMessages('en'));
  });
});

it('what the last import met is not shown any more once it was mended', async () => {
  const schedule = { lastProblem: { atMs: nowMs - hourMs, error: { code: 'bamboo-wrong-key', context: {} } } } as const;
  await openPage({ state: { connection: aConnection(), schedule } }, 'health');
  await late();
  expect(document.body.textContent).toContain('The last automatic attempt did not finish');
  await openPage({ state: { connection: aConnection(), schedule, proven: { bambooMs: nowMs } } }, 'health');
  await late();
  expect(document.body.textContent).not.toContain('The last automatic attempt did not finish');
});
