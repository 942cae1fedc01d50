// @vitest-environment happy-dom
import '../setup.ts';
import { afterAll, describe, expect, it } from 'vitest';
import type { Change, FieldChange } from '../../../src/domain/change.ts';
import { reasonCodes } from '../../../src/domain/change.ts';
import { type GuardFinding, guardIds } from '../../../src/domain/guard.ts';
import type { RunId, SiUserId } from '../../../src/domain/ids.ts';
import type { PairState } from '../../../src/domain/pair-state.ts';
import type { PlanBasis } from '../../../src/domain/plan.ts';
import type { Run, RunPerson } from '../../../src/domain/run.ts';
import type { Status } from '../../../src/messaging/replies.ts';
import { errorCodes, type ErrorCode } from '../../../src/shared/app-error.ts';
import { whyNot } from '../../../src/ui/health/why/why.ts';
import { type CauseId, causeIds, isCause, reasonCauses } from '../../../src/ui/health/why/why-causes.ts';
import type { WhyFacts, WhyPerson } from '../../../src/ui/health/why/why-facts.ts';
import { readPerson } from '../../../src/ui/health/why/why-facts-of.ts';
import { whySentence } from '../../../src/ui/health/why/why-text.ts';
import { toPlanRow } from '../../../src/ui/preview/plan-row.ts';
import type { UiModel } from '../../../src/ui/shell/ui-model.ts';
import { aChange, aConnection, aField, aHeader, aRun, aRunPerson, aStatus, nowMs, pair } from '../builders.ts';
import { type Language, readMessages } from '../messages.ts';
import { stubMessages } from '../stub-messages.ts';

const languages: readonly Language[] = ['en', 'de'];
const hourMs = 3_600_000;

afterAll(() => stubMessages(readMessages('en')));

function settings(part: Partial<Status['settings']> = {}): Pick<WhyFacts, 'status'> {
  return { status: aStatus({ settings: { ...aStatus().settings, ...part }, nextDueMs: nowMs + hourMs }) };
}

function keptOff(locked: 'automaticImports' | 'keysForSession'): Pick<WhyFacts, 'status'> {
  const { status } = settings({ keysForSession: locked === 'keysForSession' });
  return { status: { ...status, locked: [locked] } };
}

const automatic = settings({ automaticImports: true });

function facts(part: Partial<WhyFacts> = {}): WhyFacts {
  return {
    nowMs,
    query: 'Ada Person',
    ...automatic,
    connection: aConnection(),
    plan: aHeader([]),
    blocking: [],
    importing: false,
    ...part,
  };
}

function person(change: Partial<Change> & Pick<Change, 'kind'>, part: Partial<WhyPerson> = {}): { person: WhyPerson } {
  const whole = aChange({ name: 'Ada Person', ...change });
  return { person: { change: whole, selected: whole.selected, excludedSince: false, ...part } };
}

const update = person({ kind: 'update' });
const create = person({ kind: 'create' });

function basis(part: Partial<PlanBasis>): Pick<WhyFacts, 'plan'> {
  const header = aHeader([]);
  return { plan: { ...header, basis: { ...header.basis, ...part } } };
}

function problem(code: ErrorCode, automaticImports = true): Pick<WhyFacts, 'status'> {
  const { status } = settings({ automaticImports });
  return { status: { ...status, problems: [{ error: { code, context: {} }, atMs: nowMs }] } };
}

function block(part: Partial<GuardFinding> & Pick<GuardFinding, 'id'>): Partial<WhyFacts> {
  return { blocking: [{ effect: 'blocks', count: 7, ...part }] };
}

function pairFacts(firstCreation: PairState['firstCreation']): Partial<WhyFacts> {
  return { pair: { pair, manualImportDone: true, notWritable: [], firstCreation } };
}

function held(field: Partial<FieldChange> & Pick<FieldChange, 'note'>): { person: WhyPerson } {
  return person({ kind: 'unchanged', fields: [aField({ field: 'supervisor', state: 'held-back', ...field })] });
}

interface Case {
  readonly name: string;
  readonly facts: WhyFacts;
  readonly cause: CauseId;
  readonly en: string;
  readonly de: string;
}

function line(name: string, cause: CauseId, part: Partial<WhyFacts>, en: string, de: string): Case {
  return { name, cause, facts: facts(part), en, de };
}

const asked = { state: 'asked', name: 'Noah Rossi', siUserId: 'si-1' as SiUserId, atMs: nowMs } as const;
const failed = aRunPerson({ name: 'Ada', outcome: 'failed', error: { code: 'si-rejected', context: {} } });
const skipped = aRunPerson({ name: 'Ada', outcome: 'skipped', skip: 'changed-since' });

/** The guide's "Common Issues" and our own causes: what is the case, and the sentence in both languages. */
const cases: readonly Case[] = [
  line(
    'a key is missing',
    'not-set-up',
    { status: aStatus({ secrets: { bambooKey: false, siToken: true } }) },
    'The two systems are not connected yet.',
    'Die beiden Systeme sind noch nicht verbunden.',
  ),
  line(
    'the browser withholds access',
    'access-withheld',
    { status: aStatus({ withheld: ['si'] }) },
    'The browser withholds access to one of the two systems, so nothing can be read there.',
    'Der Browser verweigert den Zugriff auf eines der beiden Systeme; dort lässt sich nichts lesen.',
  ),
  line(
    'guide: outdated API key',
    'outdated-key',
    { ...update, ...problem('bamboo-wrong-key') },
    'BambooHR no longer accepts the API key; often its owner has left the company or lost the rights.',
    'BambooHR nimmt den API-Schlüssel nicht mehr an; oft hat sein Inhaber das Unternehmen verlassen oder die Rechte verloren.',
  ),
  line(
    'the preview found the key refused',
    'outdated-key',
    { previewError: { error: { code: 'bamboo-wrong-key', context: {} }, atMs: nowMs } },
    'BambooHR no longer accepts the API key; often its owner has left the company or lost the rights.',
    'BambooHR nimmt den API-Schlüssel nicht mehr an; oft hat sein Inhaber das Unternehmen verlassen oder die Rechte verloren.',
  ),
  line(
    'the token is refused',
    'failing',
    { ...update, ...problem('si-wrong-token') },
    'Small Improvements does not accept this access token.',
    'Small Improvements nimmt dieses Zugriffstoken nicht an.',
  ),
  line(
    'guide: patience, the job timed out',
    'retrying',
    { ...update, ...problem('timeout') },
    'The last attempt did not get through: There was no answer in time.',
    'Der letzte Versuch kam nicht durch: Es kam rechtzeitig keine Antwort.',
  ),
  line(
    'another company than at the last preview',
    'other-company',
    { ...update, connection: aConnection({ changed: ['company'] }) },
    'The connection leads to another company than the last preview.',
    'Die Verbindung führt zu einem anderen Unternehmen als die letzte Vorschau.',
  ),
  line(
    'the address was changed since',
    'other-company',
    { ...update, connection: aConnection({ subdomain: 'globex' }) },
    'The connection leads to another company than the last preview.',
    'Die Verbindung führt zu einem anderen Unternehmen als die letzte Vorschau.',
  ),
  line(
    "somebody else's key",
    'somebody-else',
    { ...update, connection: aConnection({ changed: ['key-owner'] }) },
    "Another person's key is in use since the last preview, so nothing is written.",
    'Seit der letzten Vorschau wird der Schlüssel einer anderen Person benutzt; darum wird nichts geschrieben.',
  ),
  line(
    'a setting that decides who is meant was changed',
    'needs-preview',
    { ...update, connection: aConnection({ changed: ['settings'] }) },
    'Something about the connection changed since the last preview, so nothing is imported by itself.',
    'An der Verbindung hat sich seit der letzten Vorschau etwas geändert; darum wird nichts von selbst importiert.',
  ),
  line(
    'suspended until a date, with a reason',
    'suspended',
    {
      ...update,
      ...settings({ automaticImports: true, suspendedUntilMs: nowMs + 240 * hourMs, suspendReason: 'Reviews' }),
    },
    'Automatic imports are suspended until Dec 2, 2026. Reason: Reviews',
    'Automatische Importe sind bis 02.12.2026 ausgesetzt. Grund: Reviews',
  ),
  line(
    'suspended without an end',
    'suspended-open',
    { ...update, ...settings({ automaticImports: true, suspendedUntilMs: 0 }) },
    'Automatic imports are suspended until somebody switches them on again.',
    'Automatische Importe sind ausgesetzt, bis jemand sie wieder einschaltet.',
  ),
  line(
    'an import is going on',
    'importing',
    { ...update, importing: true },
    'An import is going on right now.',
    'Gerade läuft ein Import.',
  ),
  line(
    'guide: synchronisation wants to lock all users',
    'everybody-locked',
    { ...update, ...block({ id: 'required-field-hidden', fields: ['gender', 'status'] }) },
    'The BambooHR key cannot read the status, so everybody would look inactive; automatic imports are blocked and nobody is deactivated.',
    'Der BambooHR-Schlüssel kann den Status nicht lesen, darum sähen alle inaktiv aus; automatische Importe sind gesperrt und niemand wird deaktiviert.',
  ),
  line(
    'another required field is hidden',
    'fields-hidden',
    { ...update, ...block({ id: 'required-field-hidden', fields: ['gender'] }) },
    'The BambooHR key cannot read a required field, so automatic imports are blocked.',
    'Der BambooHR-Schlüssel kann ein Pflichtfeld nicht lesen, darum sind automatische Importe gesperrt.',
  ),
  line(
    'guide: too few users, the import is blocked',
    'too-few',
    { ...update, ...basis({ visible: 150 }), ...block({ id: 'visible-fell' }) },
    'The BambooHR key sees only 150 of 250 people.',
    'Der BambooHR-Schlüssel sieht nur 150 von 250 Personen.',
  ),
  line(
    'guide: too few users, the person is in no list',
    'too-few',
    basis({ visible: 212 }),
    'The BambooHR key sees only 212 of 250 people.',
    'Der BambooHR-Schlüssel sieht nur 212 von 250 Personen.',
  ),
  line(
    'too few, nobody said how many there should be, but BambooHR hides rows',
    'too-few',
    { ...settings({ headCount: undefined }), ...basis({ visible: 30, notVisible: 570 }) },
    'The BambooHR key sees only 30 of 600 people.',
    'Der BambooHR-Schlüssel sieht nur 30 von 600 Personen.',
  ),
  line(
    'a guard blocks the plan',
    'blocked',
    { ...update, ...block({ id: 'deactivations', count: 128 }) },
    '128 accounts would be deactivated.',
    '128 Konten würden deaktiviert.',
  ),
  line(
    'a guard blocked the automatic import',
    'blocked',
    {
      ...update,
      status: {
        ...automatic.status,
        problems: [{ guards: [{ id: 'creations', effect: 'blocks', count: 40 }], atMs: nowMs }],
      },
    },
    '40 accounts would be created or reactivated.',
    '40 Konten würden angelegt oder reaktiviert.',
  ),
  line(
    'guide: the tabs ask for a login',
    'login',
    { query: 'please log in' },
    'The tabs in BambooHR show what your own Small Improvements login may see, so they ask for it once.',
    'Die Tabs in BambooHR zeigen, was Ihre eigene Anmeldung bei Small Improvements sehen darf; darum fragen sie einmal danach.',
  ),
  line(
    'no preview yet',
    'no-plan',
    { plan: undefined },
    'There is no preview to look into yet.',
    'Es gibt noch keine Vorschau zum Nachsehen.',
  ),
  line(
    'the row of this ID could not be read',
    'row-unreadable',
    {
      query: ' 4711 ',
      plan: aHeader([], { issues: [{ side: 'bamboo', row: 3, id: '4711', reason: 'invalid-field' }] }),
    },
    'The record with the ID 4711 could not be read.',
    'Der Eintrag mit der ID 4711 war nicht lesbar.',
  ),
  line(
    'in neither system',
    'nobody',
    basis({ visible: 250 }),
    'Neither BambooHR nor Small Improvements had this person on Nov 22, 2026, 9:41 AM.',
    'Weder BambooHR noch Small Improvements hatten diese Person am 22.11.2026, 09:41.',
  ),
  line(
    'excluded since the preview',
    'excluded',
    person({ kind: 'update' }, { excludedSince: true }),
    'An administrator decided that this person is not synchronised.',
    'Ein Administrator hat entschieden, dass diese Person nicht synchronisiert wird.',
  ),
  line(
    'reverted, with its date',
    'reverted',
    person({ kind: 'update', reason: { code: 'reverted', atMs: nowMs }, selected: false, selectedByDefault: false }),
    'An administrator took this change back on Nov 22, 2026.',
    'Ein Administrator hat diese Änderung am 22.11.2026 zurückgenommen.',
  ),
  line(
    'a protected leaver',
    'protected',
    person({ kind: 'deactivate', reason: { code: 'protected' }, selected: false, selectedByDefault: false }),
    'The account is protected, so it is never deactivated automatically.',
    'Das Konto ist geschützt, darum wird es nie automatisch deaktiviert.',
  ),
  line(
    'guide: mismatching emails',
    'possible-duplicate',
    person({ kind: 'create', reason: { code: 'possible-duplicate' }, selected: false, selectedByDefault: false }),
    'An account with this name but another email exists, so it is not certain that both are one person.',
    'Es gibt ein Konto mit diesem Namen, aber anderer E-Mail; ob beide dieselbe Person sind, ist nicht sicher.',
  ),
  line(
    'new, and the first-creation question is open',
    'waits-for-answer',
    { ...create, ...pairFacts(asked) },
    'New people wait for your answer about the first one created.',
    'Neue Personen warten auf Ihre Antwort zur ersten, die angelegt wurde.',
  ),
  line(
    'new, and nobody was created by hand yet',
    'waits-for-first',
    create,
    'Automatic imports create nobody before one new person was imported by hand.',
    'Automatische Importe legen niemanden an, bevor eine neue Person von Hand importiert wurde.',
  ),
  line(
    'the last import failed for this person',
    'not-through',
    person({ kind: 'update' }, { last: { run: aRun(), person: failed } }),
    'The import of Nov 22, 2026, 9:14 AM did not get through for this person. Small Improvements rejected the change.',
    'Der Import vom 22.11.2026, 09:14 kam bei dieser Person nicht durch. Small Improvements hat die Änderung abgelehnt.',
  ),
  line(
    'the last import left this person out',
    'not-through',
    person({ kind: 'update' }, { last: { run: aRun(), person: skipped } }),
    'The import of Nov 22, 2026, 9:14 AM did not get through for this person.',
    'Der Import vom 22.11.2026, 09:14 kam bei dieser Person nicht durch.',
  ),
  line(
    'nothing was imported by hand yet',
    'first-import',
    { ...update, ...basis({ manualImportDone: false }) },
    'Nothing was imported by hand yet; automatic imports write only after that.',
    'Es wurde noch nie von Hand importiert; erst danach schreiben automatische Importe.',
  ),
  line(
    'not ticked, and not ticked by default',
    'not-selected',
    person({ kind: 'update', selected: false, selectedByDefault: false }),
    'Would change, but is not selected in the preview.',
    'Würde sich ändern, ist in der Vorschau aber nicht ausgewählt.',
  ),
  line(
    'ticked although no automatic import takes it',
    'by-hand',
    person({ kind: 'reactivate', reason: { code: 'reactivated-elsewhere' }, selected: true, selectedByDefault: false }),
    'Automatic imports never take this change; it waits for an import by hand.',
    'Automatische Importe nehmen diese Änderung nie mit; sie wartet auf einen Import von Hand.',
  ),
  line(
    'not ticked, and nothing runs by itself',
    'not-selected-off',
    { ...settings(), ...person({ kind: 'update', selected: false }) },
    'Would change, but is not selected in the preview.',
    'Würde sich ändern, ist in der Vorschau aber nicht ausgewählt.',
  ),
  line(
    'guide: someone disabled the automatic synchronization',
    'switched-off',
    { ...settings(), ...update, switchedOff: { atMs: nowMs, actor: 'Hanna Vogel' } },
    'Automatic imports have been off since Nov 22, 2026, 9:44 AM (switched off by Hanna Vogel).',
    'Automatische Importe sind seit 22.11.2026, 09:44 aus (ausgeschaltet von Hanna Vogel).',
  ),
  line(
    'switched off, and nobody knows by whom',
    'switched-off',
    { ...settings(), ...update, switchedOff: { atMs: nowMs } },
    'Automatic imports have been off since Nov 22, 2026, 9:44 AM.',
    'Automatische Importe sind seit 22.11.2026, 09:44 aus.',
  ),
  line(
    'IT keeps automatic imports off',
    'kept-off',
    { ...keptOff('automaticImports'), ...update },
    'Your IT department keeps automatic imports off in this browser.',
    'Ihre IT lässt in diesem Browser keine automatischen Importe zu.',
  ),
  line(
    'IT has the keys kept for the session only',
    'kept-off',
    { ...keptOff('keysForSession'), ...update, switchedOff: { atMs: nowMs } },
    'Your IT department keeps automatic imports off in this browser.',
    'Ihre IT lässt in diesem Browser keine automatischen Importe zu.',
  ),
  line(
    'the keys are kept for the session only',
    'session-keys',
    { ...settings({ keysForSession: true }), ...update },
    'Automatic imports are off, because the keys are kept for this browser session only.',
    'Automatische Importe sind aus, weil die Schlüssel nur für diese Sitzung des Browsers bleiben.',
  ),
  line(
    "guide: synchronisation didn't run",
    'never-switched-on',
    { ...settings(), ...update },
    'Automatic imports are off, so changes arrive only when somebody imports.',
    'Automatische Importe sind aus; Änderungen kommen nur an, wenn jemand importiert.',
  ),
  line(
    'imported since the preview',
    'imported',
    {
      ...person({ kind: 'update' }, { last: { run: aRun({ endedAtMs: nowMs }), person: aRunPerson({ name: 'Ada' }) } }),
      plan: aHeader([], { runId: aRun().id }),
    },
    'The change was imported on Nov 22, 2026, 9:44 AM.',
    'Die Änderung wurde am 22.11.2026, 09:44 importiert.',
  ),
  line(
    'the next import is overdue',
    'overdue',
    { ...update, status: { ...automatic.status, nextDueMs: nowMs - hourMs } },
    'The automatic import of Nov 22, 2026, 8:44 AM is overdue, because this browser was closed or asleep.',
    'Der automatische Import vom 22.11.2026, 08:44 ist überfällig, weil dieser Browser geschlossen war oder schlief.',
  ),
  line(
    'guide: patience',
    'patience',
    update,
    'The change is written with the automatic import of Nov 22, 2026, 10:44 AM.',
    'Die Änderung wird mit dem automatischen Import vom 22.11.2026, 10:44 geschrieben.',
  ),
  line(
    'guide: loops in the reporting structure',
    'held-back',
    held({ note: { code: 'in-loop', people: [{ name: 'Ben Boss' }] } }),
    'Supervisor: These people report to each other in a loop. Small Improvements cannot show that. Concerned: Ben Boss',
    'Vorgesetzte Person: Diese Personen berichten im Kreis aneinander. Small Improvements kann das nicht abbilden. Betroffen: Ben Boss',
  ),
  line(
    'a field Small Improvements does not take',
    'held-back',
    held({ field: 'location', note: { code: 'not-writable' } }),
    'Location: Small Improvements does not take this field here.',
    'Standort: Small Improvements nimmt dieses Feld hier nicht an.',
  ),
  line(
    'a note about a value that stays',
    'held-back',
    held({ field: 'workEmail', state: 'same', note: { code: 'case-only' } }),
    'Work email: Differs only in upper and lower case, so it stays.',
    'Geschäftliche E-Mail: Unterscheidet sich nur in Groß- und Kleinschreibung und bleibt darum.',
  ),
  line(
    'both systems agree',
    'in-step',
    person({ kind: 'unchanged' }),
    'Both systems agreed about this person on Nov 22, 2026, 9:41 AM.',
    'Beide Systeme stimmten bei dieser Person am 22.11.2026, 09:41 überein.',
  ),
  ...reasonCauses.map((code) =>
    line(
      `the plan says ${code}`,
      code,
      person({ kind: kindOf(code), reason: { code }, selected: false, selectedByDefault: false }),
      `why_${code.replaceAll('-', '_')}_what`,
      `why_${code.replaceAll('-', '_')}_what`,
    ),
  ),
];

function kindOf(code: string): Change['kind'] {
  if (code.startsWith('no-employee') || code.includes('unreadable')) return 'only-in-si';
  if (['possible-duplicate', 'reactivated-elsewhere', 'reverted', 'protected'].includes(code)) return 'deactivate';
  return 'ignored';
}

describe('the cause', () => {
  it.each(cases)('$name', ({ facts: known, cause, en, de }) => {
    const why = whyNot(known);
    expect(why.cause).toBe(cause);
    for (const language of languages) {
      const messages = readMessages(language);
      stubMessages(messages);
      const wanted = language === 'en' ? en : de;
      const { what, fix } = whySentence(why);
      expect(what).toBe(messages[wanted] ?? wanted);
      expect(fix).toMatch(/\S.*\.$/);
    }
  });

  it('has a case here for every one there is', () => {
    const tried = new Set(cases.map((one) => one.cause));
    expect(causeIds.filter((cause) => !tried.has(cause))).toEqual([]);
  });

  it('is found for every reason a plan can give but those why it writes', () => {
    const unnamed = reasonCodes.filter((code) => !isCause(code));
    expect(unnamed).toEqual(['inactive-in-bamboo', 'not-imported']);
    for (const code of unnamed) {
      const released = { kind: 'deactivate', reason: { code }, selected: false, selectedByDefault: false } as const;
      expect(whyNot(facts(person(released))).cause).toBe('not-selected');
      expect(whyNot(facts({ ...settings(), ...person(released) })).cause).toBe('not-selected-off');
      const ticked = person({ ...released, selected: true });
      for (const part of [automatic, settings()]) expect(whyNot(facts({ ...part, ...ticked })).cause).toBe('by-hand');
      const planned = { ...released, selected: true, selectedByDefault: true };
      expect(whyNot(facts(person(planned))).cause).toBe('patience');
    }
  });

  it('of somebody ticked whom no automatic import takes is that an import by hand does', () => {
    for (const code of ['reverted', 'reactivated-elsewhere', 'possible-duplicate'] as const) {
      const ticked = person({ kind: 'reactivate', reason: { code }, selected: true, selectedByDefault: false });
      expect(whyNot(facts(ticked)).cause).toBe('by-hand');
    }
  });

  it('of somebody who is not ticked is that, also before anything was imported by hand', () => {
    const unticked = { ...person({ kind: 'update', selected: false }), ...basis({ manualImportDone: false }) };
    expect(whyNot(facts({ ...settings(), ...unticked })).cause).toBe('not-selected-off');
    expect(whyNot(facts(unticked)).cause).toBe('first-import');
  });

  it('of somebody the last import let wait is what they wait for, and after the answer the next import', () => {
    const waiting = { run: aRun(), person: aRunPerson({ name: 'Ada', outcome: 'skipped', skip: 'needs-answer' }) };
    const skippedCreate = person({ kind: 'create' }, { last: waiting });
    expect(whyNot(facts({ ...skippedCreate, ...pairFacts(asked) })).cause).toBe('waits-for-answer');
    const answered = { state: 'answered', mailed: false, atMs: nowMs } as const;
    expect(whyNot(facts({ ...skippedCreate, ...pairFacts(answered) })).cause).toBe('patience');
    const settled = { run: aRun(), person: aRunPerson({ name: 'Ada', outcome: 'skipped', skip: 'already-so' }) };
    expect(whyNot(facts(person({ kind: 'update' }, { last: settled }))).cause).toBe('patience');
  });
});

describe('a preview an import took', () => {
  const plan = aHeader([], { runId: aRun().id, takenAtMs: nowMs - hourMs });
  const last = { run: aRun({ startedAtMs: nowMs - hourMs }), person: aRunPerson({ name: 'Ada' }) };

  it('says of nobody it left out that an import before it wrote them', () => {
    const earlier = { run: aRun({ id: 'run-0' as RunId, startedAtMs: nowMs - 2 * hourMs }), person: last.person };
    expect(whyNot(facts({ ...person({ kind: 'update' }, { last: earlier }), plan })).cause).toBe('patience');
    const unticked = person({ kind: 'update', selected: false }, { last: earlier });
    expect(whyNot(facts({ ...settings(), ...unticked, plan })).cause).toBe('not-selected-off');
  });

  it('does not tell the first person created to wait for the answer about themselves', () => {
    for (const answer of [asked, undefined])
      expect(whyNot(facts({ ...person({ kind: 'create' }, { last }), ...pairFacts(answer), plan })).cause).toBe(
        'imported',
      );
  });
});

describe('a preview that automatic imports have gone past', () => {
  const old = aHeader([], { takenAtMs: nowMs - 2 * hourMs });
  const run = aRun({
    id: 'run-9' as RunId,
    trigger: 'automatic',
    startedAtMs: nowMs - hourMs,
    endedAtMs: nowMs - hourMs,
  });
  const last = { run, person: aRunPerson({ name: 'Ada' }) };

  it('leaves nobody waiting whose change was imported since, whatever it shows of them', () => {
    const ignored = { kind: 'ignored', reason: { code: 'no-work-email' } } as const;
    const duplicate = { kind: 'create', reason: { code: 'possible-duplicate' }, selectedByDefault: false } as const;
    for (const row of [{ kind: 'update' } as const, ignored, { ...duplicate, selected: false }]) {
      const why = whyNot(facts({ ...person(row, { last }), plan: old }));
      expect(why).toEqual({ cause: 'imported', atMs: nowMs - hourMs });
    }
    expect(whyNot(facts({ ...person({ kind: 'update' }, { last, excludedSince: true }), plan: old })).cause).toBe(
      'excluded',
    );
  });

  it('says of nobody whose change was taken back since that it was imported', async () => {
    const back = aRun({ id: 'run-10' as RunId, trigger: 'revert', startedAtMs: nowMs, endedAtMs: nowMs });
    const read = async (...timeline: readonly { run: Run; person: RunPerson }[]) => {
      const { change } = update.person;
      const ui = { plan: { details: async () => change }, port: { history: { timeline: async () => timeline } } };
      return readPerson(ui as unknown as UiModel, toPlanRow(change, 0));
    };
    const reverted = await read({ run: back, person: last.person }, last);
    expect(whyNot(facts({ person: reverted, plan: old }))).toEqual({ cause: 'reverted', atMs: nowMs });
    const seen = aHeader([], { takenAtMs: nowMs + hourMs });
    expect(whyNot(facts({ person: reverted, plan: seen })).cause).toBe('patience');
    const again = await read({ ...last, run: { ...run, startedAtMs: nowMs + 1 } }, { run: back, person: last.person });
    expect(whyNot(facts({ person: again, plan: old })).cause).toBe('imported');
    const kept = { run: back, person: aRunPerson({ name: 'Ada', outcome: 'skipped', skip: 'edited-since' }) };
    expect(whyNot(facts({ person: await read(kept, last), plan: old })).cause).toBe('imported');
  });

  it('is not believed about an import before it', () => {
    expect(whyNot(facts(person({ kind: 'update' }, { last }))).cause).toBe('patience');
  });

  it('blocks nothing any more', () => {
    const blocked = { ...update, ...block({ id: 'deactivations' }), plan: old };
    expect(whyNot(facts({ ...blocked, lastSuccessMs: nowMs - hourMs })).cause).toBe('patience');
    expect(whyNot(facts({ ...blocked, lastSuccessMs: nowMs - 3 * hourMs })).cause).toBe('blocked');
    expect(whyNot(facts(blocked)).cause).toBe('blocked');
  });

  it('does not say how many people the key sees', () => {
    const few = { ...old, basis: { ...old.basis, visible: 212, notVisible: 38, lastVisible: 250 } };
    const told = (visible: number, lastVisible = visible) =>
      whyNot(
        facts({
          ...settings({ headCount: undefined }),
          plan: few,
          connection: aConnection({ visible, atMs: nowMs - hourMs }),
          pair: { pair, manualImportDone: true, notWritable: [], lastVisible },
        }),
      );
    expect(told(240)).toMatchObject({ cause: 'nobody' });
    expect(told(200, 240)).toMatchObject({ cause: 'too-few', n: 200, total: 240 });
  });

  it('does not ask for a first import by hand that was made since', () => {
    const first = { ...update, ...basis({ manualImportDone: false }) };
    expect(whyNot(facts({ ...first, ...pairFacts(undefined) })).cause).toBe('patience');
  });
});

describe('the present state', () => {
  const stages: readonly (readonly [CauseId, Partial<WhyFacts>])[] = [
    ['outdated-key', problem('bamboo-wrong-key')],
    ['suspended-open', settings({ automaticImports: true, suspendedUntilMs: 0 })],
    ['blocked', block({ id: 'deactivations' })],
  ];
  it.each(stages)('%s comes before what is true of the person alone', (cause, part) => {
    for (const code of reasonCodes) {
      expect(whyNot(facts({ ...person({ kind: 'ignored', reason: { code } }), ...part })).cause).toBe(cause);
    }
    expect(whyNot(facts(part)).cause).toBe(cause);
  });

  it('goes by the latest: what went through since took the failure of a preview away', () => {
    const failed = (atMs: number): Partial<WhyFacts> => ({
      ...update,
      previewError: { error: { code: 'bamboo-wrong-key', context: {} }, atMs },
    });
    const before = nowMs - 2 * hourMs;
    expect(whyNot(facts({ ...failed(before), lastSuccessMs: nowMs })).cause).toBe('patience');
    const seen = aHeader([], { takenAtMs: nowMs - hourMs });
    expect(whyNot(facts({ ...failed(before), plan: seen })).cause).toBe('patience');
    expect(whyNot(facts({ ...failed(nowMs), plan: seen })).cause).toBe('outdated-key');
    expect(whyNot(facts({ ...failed(before), plan: undefined })).cause).toBe('outdated-key');
  });

  it('knows that a new key was entered, or that the key was tested well, since a preview failed', () => {
    const previewError = { error: { code: 'bamboo-wrong-key', context: {} }, atMs: nowMs - hourMs } as const;
    const proven = { bambooMs: nowMs };
    expect(whyNot(facts({ ...update, plan: undefined, previewError })).cause).toBe('outdated-key');
    expect(whyNot(facts({ ...update, plan: undefined, previewError, proven })).cause).toBe('patience');
  });

  it('promises no other attempt after a preview did not get through while automatic imports are off', () => {
    const previewError = { error: { code: 'bamboo-rate-limited', context: {} }, atMs: nowMs } as const;
    expect(whyNot(facts({ ...update, plan: undefined, previewError })).cause).toBe('retrying');
    expect(whyNot(facts({ ...settings(), ...update, plan: undefined, previewError })).cause).toBe('failing');
  });

  it('blames no failure of automatic imports that have been switched off since', () => {
    expect(whyNot(facts({ ...update, ...problem('offline', false) })).cause).toBe('never-switched-on');
    const refused = facts({ ...update, ...problem('bamboo-wrong-key', false) });
    expect(whyNot(refused).cause).toBe('never-switched-on');
  });

  it('does not blame the switch for somebody whom no import would write', () => {
    const ignored = person({ kind: 'ignored', reason: { code: 'no-work-email' } });
    expect(whyNot(facts({ ...settings(), ...ignored })).cause).toBe('no-work-email');
  });

  it('has an answer for every error and every guard', () => {
    for (const code of errorCodes) {
      const { what, fix } = whySentence(whyNot(facts({ ...update, ...problem(code) })));
      expect(`${code}: ${what} ${fix}`).toMatch(/: \S.+ \S.+/);
    }
    for (const id of guardIds) {
      const { what, fix } = whySentence(whyNot(facts({ ...update, ...block({ id }) })));
      expect(`${id}: ${what} ${fix}`).toMatch(/: \S.+ \S.+/);
    }
  });
});

describe('the texts', () => {
  it.each(languages)('are one sentence and one remedy each (%s)', (language) => {
    const messages = readMessages(language);
    const own = Object.entries(messages).filter(([name]) => /^why(Note)?_/.test(name));
    expect(own.length).toBeGreaterThan(2 * causeIds.length);
    // The sentence about what is held back is the note's own.
    const two = own.filter(([, message]) => /[.!?] \p{Lu}/u.test(message));
    expect(two).toEqual([]);
  });
});
