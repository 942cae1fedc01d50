import fc from 'fast-check';
import { plainFields } from '../../src/domain/fields.ts';
import { decisionId, type Decision } from '../../src/domain/link.ts';
import type { Remembered } from '../../src/history/pair-store.ts';
import { acme, employeeId, runId, siUserId } from '../builders/stored.ts';

/** Any text a vendor may send: JSON can carry NUL and halves of a pair of surrogates. */
const text = fc
  .array(fc.oneof(fc.nat(0xff_ff), fc.constantFrom(0, 10, 34, 92, 124, 0xd8_00, 0xdc_00)), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));
const instant = fc.integer({ min: 0, max: 2_000_000_000_000 });
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const employee = text.map(employeeId);
const account = text.map(siUserId);
const run = text.map(runId);

const link = fc.record({
  pair: fc.constant(acme),
  employeeId: employee,
  siUserId: account,
  externalId: perhaps(text),
  email: perhaps(text),
  by: fc.constantFrom('pin', 'link', 'employee-id', 'email'),
  confirmedAtMs: instant,
  seenAtMs: perhaps(instant),
  deactivatedByUs: perhaps(fc.boolean()),
  written: perhaps(fc.dictionary(fc.constantFrom('supervisor', 'hireDate', ...plainFields), fc.option(text))),
});

const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ kind: fc.constant('pin'), employeeId: employee, siUserId: account }),
  fc.record({ kind: fc.constantFrom('create-anyway', 'ignore'), employeeId: employee }),
  fc.record({ kind: fc.constant('protect'), siUserId: account }),
  fc.record({ kind: fc.constant('deactivate'), siUserId: account, typedName: text }),
  fc.record({ kind: fc.constant('keep'), employeeId: employee, field: fc.constantFrom(...plainFields) }),
);

const waiting = {
  pair: fc.constant(acme),
  name: text,
  email: perhaps(text),
  why: fc.constantFrom('created', 'reactivated'),
  sinceMs: instant,
  runId: run,
  unknown: perhaps(fc.boolean()),
} as const;

const sides = fc.record({ bamboo: fc.array(text), si: fc.array(text) });

const facts = fc.record({
  pair: fc.constant(acme),
  lastVisible: perhaps(fc.nat()),
  manualImportDone: fc.boolean(),
  lastSuccessMs: perhaps(instant),
  notWritable: fc.array(text),
  keyOwnerId: perhaps(text),
  takenKeys: perhaps(fc.array(text)),
  leftUnchanged: perhaps(fc.dictionary(safeKey(), fc.array(account))),
  confirmedUnreadable: perhaps(fc.array(text)),
  firstCreation: perhaps(
    fc.oneof(
      fc.record({ state: fc.constant('asked'), name: text, siUserId: account, atMs: instant }),
      fc.record({ state: fc.constant('answered'), mailed: fc.boolean(), atMs: instant }),
    ),
  ),
  heldLeavers: perhaps(fc.dictionary(safeKey(), instant)),
  foundIds: perhaps(fc.dictionary(safeKey(), text)),
  unreadable: perhaps(sides),
  lostFields: perhaps(sides),
  suspension: perhaps(fc.record({ untilMs: instant, looked: fc.constantFrom(true as const, undefined) })),
  refusedRows: perhaps(
    fc.dictionary(
      safeKey(),
      fc.record({
        name: text,
        code: fc.constantFrom('si-rejected', 'si-not-found'),
        times: fc.nat(),
        atMs: instant,
        runId: run,
        wanted: text,
      }),
    ),
  ),
  blanked: perhaps(fc.array(text)),
  openCreations: perhaps(fc.array(fc.record(waiting))),
});

/** Ids of accounts and keys of rows; `__proto__` is neither. */
function safeKey(): fc.Arbitrary<string> {
  return text.filter((key) => key !== '__proto__');
}

/** Anything that can be remembered of Acme. */
export const anyCompany = fc.record({
  facts,
  links: fc.uniqueArray(link, { selector: (row) => row.employeeId, maxLength: 6 }),
  decisions: fc.uniqueArray(
    fc
      .record({ decision, name: perhaps(text), atMs: instant })
      .map((row) => ({ ...row, pair: acme, id: decisionId(row.decision) })),
    { selector: (row) => row.id, maxLength: 6 },
  ),
  reverted: fc.uniqueArray(fc.record({ pair: fc.constant(acme), changeKey: text, atMs: instant, runId: run }), {
    selector: (row) => row.changeKey,
    maxLength: 4,
  }),
  uninformed: fc.uniqueArray(fc.record({ ...waiting, siUserId: account }), {
    selector: (row) => row.siUserId,
    maxLength: 4,
  }),
  ownForms: fc.uniqueArray(
    fc.record({
      pair: fc.constant(acme),
      siUserId: account,
      forms: fc.dictionary(fc.constantFrom('hireDate', ...plainFields), fc.record({ sent: text, kept: text }), {
        minKeys: 1,
      }),
    }),
    { selector: (row) => row.siUserId, maxLength: 4 },
  ),
}) as fc.Arbitrary<Remembered>;
