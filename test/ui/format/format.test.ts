// @vitest-environment happy-dom
import { guardIds } from '../../../src/domain/guard.ts';
import '../setup.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { errorCodes } from '../../../src/shared/app-error.ts';
import { fieldNoteCodes, reasonCodes } from '../../../src/domain/change.ts';
import { auditText } from '../../../src/ui/format/audit-text.ts';
import { formatDuration, formatRelative, fromDateInput, toDateInput } from '../../../src/ui/format/dates.ts';
import { errorFacts, errorFix, errorWhat } from '../../../src/ui/format/error-text.ts';
import { changeSign, valueText } from '../../../src/ui/format/field-text.ts';
import { fold, matchesWords } from '../../../src/ui/format/fold.ts';
import { guardFix, guardWhat } from '../../../src/ui/format/guard-text.ts';
import { typedNumber } from '../../../src/ui/format/numbers.ts';
import { noteText, reasonMore, reasonShort } from '../../../src/ui/format/reason-text.ts';
import { countText, listText } from '../../../src/ui/format/text.ts';
import { capitalised } from '../../../src/ui/panel/vocabulary.ts';
import { paceOf } from '../../../src/ui/shell/activity-model.ts';
import { aField, nowMs } from '../builders.ts';
import { type Language, readMessages } from '../messages.ts';
import { stubMessages } from '../stub-messages.ts';

describe('a typed number', () => {
  it.each([
    ['3', 3],
    ['0', 0],
    [' 128 people ', 128],
    ['1,204', 1204],
    ['1.204 Personen', 1204],
    ['1’204', 1204],
    ['1 204', 1204],
  ])('is read from “%s”', (typed, n) => {
    expect(typedNumber(typed)).toBe(n);
  });

  it.each(['', 'three', '3x4', '3 4', '-3', '1.5', '12,34', '3people', 'about 3', '9'.repeat(10)])(
    'is not guessed from “%s”',
    (typed) => {
      expect(typedNumber(typed)).toBeUndefined();
    },
  );
});

describe('every code', () => {
  const empty = (texts: readonly string[]) => texts.some((text) => text === '');

  it('of an error has what happened and a remedy', () => {
    const context = {};
    expect(errorCodes.filter((code) => empty([errorWhat({ code, context }), errorFix({ code, context })]))).toEqual([]);
  });

  it('of a reason, note and guard has its texts', () => {
    expect(reasonCodes.filter((code) => empty([reasonShort({ code }), reasonMore(code)]))).toEqual([]);
    expect(fieldNoteCodes.filter((code) => empty([noteText({ code })]))).toEqual([]);
    const people = [{ name: 'Zed Omar' }];
    expect(fieldNoteCodes.filter((code) => !noteText({ code, people }).includes('Zed Omar'))).toEqual([]);
    expect(guardIds.filter((id) => empty([guardWhat({ id, effect: 'warns', count: 2 }), guardFix(id)]))).toEqual([]);
  });
});

describe('searching', () => {
  it.each([
    ['Łukasz Müller', 'lukasz muller'],
    ['Søren Jørgensen', 'soren jorgensen'],
    ['Großmann', 'grossmann'],
    ['DVOŘÁK', 'dvorak'],
    ['  Ćelik ', 'celik'],
  ])('folds %s to %s', (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  it('wants every word, in any order', () => {
    expect(matchesWords('grace hoffmann grace@acme.example', 'hoff gra')).toBe(true);
    expect(matchesWords('grace hoffmann', 'grace miller')).toBe(false);
  });
});

describe('times', () => {
  it('are relative while that helps', () => {
    expect(formatRelative(nowMs - 5000, nowMs)).toBe('now');
    expect(formatRelative(nowMs - 3 * 60_000, nowMs)).toBe('3 minutes ago');
    expect(formatRelative(nowMs + 2 * 3_600_000, nowMs)).toBe('in 2 hours');
    expect(formatRelative(nowMs - 72 * 3_600_000, nowMs)).toBe('3 days ago');
  });

  it('last as long as people say', () => {
    expect(formatDuration(400)).toBe('1 second');
    expect(formatDuration(42_000)).toBe('42 seconds');
    expect(formatDuration(150_000)).toBe('3 minutes');
    expect(formatDuration(2 * 3_600_000 + 300_000)).toBe('2 hours 5 minutes');
  });

  it('survive a date input', () => {
    expect(toDateInput(fromDateInput('2026-12-24') ?? 0)).toBe('2026-12-24');
    for (const none of [
      '24.12.2026',
      '2027-02-31',
      '2027-02-29',
      '2027-13-01',
      '2027-00-10',
      '2027-06-00',
      '0026-12-24',
    ])
      expect(`${none}: ${fromDateInput(none)}`).toBe(`${none}: undefined`);
    expect(toDateInput(fromDateInput('2028-02-29') ?? 0)).toBe('2028-02-29');
  });
});

describe('progress', () => {
  const work = {
    kind: 'import',
    trigger: 'manual',
    phase: 'writing',
    done: 20,
    total: 60,
    startedAtMs: 0,
    beatMs: 0,
  } as const;
  it('says nothing before it knows', () => {
    expect(
      paceOf(work, [
        { atMs: 0, done: 19 },
        { atMs: 1000, done: 20 },
      ]),
    ).toBeUndefined();
    expect(
      paceOf({ ...work, total: undefined }, [
        { atMs: 0, done: 0 },
        { atMs: 5000, done: 20 },
      ]),
    ).toBeUndefined();
    expect(
      paceOf(work, [
        { atMs: 0, done: 20 },
        { atMs: 5000, done: 20 },
      ]),
    ).toBeUndefined();
  });
  it('tells speed and time left', () => {
    expect(
      paceOf(work, [
        { atMs: 0, done: 0 },
        { atMs: 5000, done: 20 },
      ]),
    ).toEqual({ perSecond: 4, leftMs: 10_000 });
  });
});

describe('words', () => {
  it('count', () => {
    expect(countText('preview.shown', 1)).toBe('1 person');
    expect(countText('preview.shown', 1250)).toBe('1,250 people');
    expect(listText(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more');
  });

  it('have a singular in both languages', () => {
    onTestFinished(() => stubMessages(readMessages('en')));
    const said = (language: Language, n: number) => {
      stubMessages(readMessages(language));
      const moved = { what: 'transferOut', after: `[${n},${n},0]`, atMs: nowMs };
      const counted = (['chart.visible', 'testAll.visible', 'testAll.accounts', 'audit.more'] as const).map((key) =>
        countText(key, n),
      );
      return [...counted, auditText(moved, String).after];
    };
    const [kept, keptDe] = [
      'Keys and tokens are never kept here.',
      'Schlüssel und Token werden hier nie festgehalten.',
    ];
    expect([said('en', 1), said('de', 1)]).toEqual([
      [
        '1 person visible.',
        '1 person visible',
        '1 account',
        `The latest change. ${kept}`,
        '1 linked, 1 decision, 0 taken back',
      ],
      [
        '1 Person sichtbar.',
        '1 Person sichtbar',
        '1 Konto',
        `Die letzte Änderung. ${keptDe}`,
        '1 verknüpft, 1 Entscheidung, 0 zurückgenommen',
      ],
    ]);
    expect(said('en', 2)).toEqual([
      '2 people visible.',
      '2 people visible',
      '2 accounts',
      `The latest 2 changes, newest first. ${kept}`,
      '2 linked, 2 decisions, 0 taken back',
    ]);
  });

  it('show values and signs of fields', () => {
    expect(valueText('gender', 'female')).toBe('Female');
    expect(valueText('location', null)).toBe('empty');
    expect(changeSign(aField({ field: 'location', before: null, after: 'Berlin' }))).toBe('added');
    expect(changeSign(aField({ field: 'location', before: 'Berlin', after: null }))).toBe('removed');
    expect(changeSign(aField({ field: 'location', state: 'held-back' }))).toBe('heldBack');
  });

  it('give the facts of an error, most useful first', () => {
    expect(
      errorFacts({ code: 'si-rejected', context: { status: 422, vendorMessage: 'No', fields: ['workEmail'] } }),
    ).toEqual(['Concerns: Work email', 'Answer: No', 'Status 422']);
  });
});

describe('a word at the head of a panel', () => {
  it('gets the capital letter of the language of the texts, whatever the language of the machine', () => {
    const upper = String.prototype.toLocaleUpperCase;
    const onTurkishMachine = vi.spyOn(String.prototype, 'toLocaleUpperCase').mockImplementation(function (
      this: string,
      locale = 'tr',
    ) {
      return upper.call(this, locale);
    });
    onTestFinished(() => onTurkishMachine.mockRestore());
    expect('i'.toLocaleUpperCase()).toBe('İ');
    expect(capitalised('individual goals')).toBe('Individual goals');
  });
});
