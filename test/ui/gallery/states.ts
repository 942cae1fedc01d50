import type { Uninformed } from '../../../src/domain/pair-state.ts';
import type { StoredDecision } from '../../../src/domain/link.ts';
import type { Run, RunPerson } from '../../../src/domain/run.ts';
import type { RevertPlan } from '../../../src/domain/revert.ts';
import type { GuardFinding } from '../../../src/domain/guard.ts';
import type { Work } from '../../../src/ui/shell/activity-model.ts';
import type { Tab } from '../../../src/ui/shell/ui-model.ts';
import { guardSelfTest } from '../../../src/sync/guard/guard-self-test.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { EmployeeId, RunId, SiUserId } from '../../../src/domain/ids.ts';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import type { TransferReport } from '../../../src/messaging/replies.ts';
import {
  aConnection,
  aFreshStatus,
  aHeader,
  aReport,
  aRun,
  aRunPerson,
  aStatus,
  nowMs,
  pair,
  runId,
} from '../builders.ts';
import { aCompany, revertRows, runPeople, withDoubts, withLeavers } from '../company.ts';
import type { FakeData } from '../fake-port.ts';

/** One picture: what the page sees, where it starts, and what is clicked before it is looked at. */
export interface GalleryState {
  readonly data: () => Partial<FakeData>;
  readonly tab?: Tab;
  readonly acts?: readonly (() => void | Promise<void>)[];
  /** Also looked at in a full tab and zoomed in. */
  readonly wide?: boolean;
}

const company = aCompany(250);
const hourMs = 3_600_000;

const connection = aConnection();

const blocks: readonly GuardFinding[] = [
  { id: 'deactivations', effect: 'blocks', count: 128, limit: 112, base: 225 },
  { id: 'required-field-hidden', effect: 'blocks', count: 250, fields: ['status', 'gender'] },
];
const warns: readonly GuardFinding[] = [{ id: 'managers-changed', effect: 'warns', count: 84, limit: 75, base: 250 }];

const plan = aHeader(company, { heldBack: 6 });
const base: Partial<FakeData> = { changes: company, plan, state: { connection } };

function work(part: Partial<Work>): Work {
  return {
    kind: 'import',
    trigger: 'manual',
    phase: 'writing',
    done: 18,
    total: 45,
    startedAtMs: nowMs - 9000,
    beatMs: nowMs,
    runId,
    ...part,
  };
}

const failedRun = aRun({ counts: { confirmed: 40, failed: 1, skipped: 2, unknown: 1, pending: 1 } });
const runs = [
  failedRun,
  aRun({
    id: 'run-2' as RunId,
    trigger: 'automatic',
    startedAtMs: nowMs - 4 * hourMs,
    state: 'blocked',
    guards: blocks,
    counts: { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 },
  }),
  aRun({
    id: 'run-3' as RunId,
    trigger: 'automatic',
    startedAtMs: nowMs - 7 * hourMs,
    state: 'failed',
    cause: { code: 'si-unavailable', context: { status: 503, operation: 'update user' } },
    counts: { confirmed: 3, failed: 1, skipped: 0, unknown: 1, pending: 12 },
  }),
  aRun({
    id: 'run-4' as RunId,
    trigger: 'automatic',
    startedAtMs: nowMs - 10 * hourMs,
    counts: { confirmed: 2, failed: 0, skipped: 0, unknown: 0, pending: 0 },
  }),
  aRun({
    id: 'run-5' as RunId,
    trigger: 'revert',
    startedAtMs: nowMs - 30 * hourMs,
    state: 'cancelled',
    counts: { confirmed: 5, failed: 0, skipped: 7, unknown: 0, pending: 0 },
  }),
  aRun({
    id: 'run-6' as RunId,
    startedAtMs: nowMs - 50 * hourMs,
    counts: { confirmed: 187, failed: 0, skipped: 0, unknown: 0, pending: 0 },
  }),
];

/** A quarter of a year: every few days an import, a large one at first, one that got only half through. */
const quarter: readonly Run[] = Array.from({ length: 60 }, (_, index) => {
  const update = 3 + ((index * 7) % 23);
  const kinds = {
    create: index % 4,
    update,
    deactivate: index % 9 === 0 ? 6 : 0,
    reactivate: index % 13 === 0 ? 2 : 0,
  };
  const people = Object.values(kinds).reduce((sum, n) => sum + n, 0);
  return aRun({
    id: `run-q${index}` as RunId,
    trigger: index % 6 === 0 ? 'manual' : 'automatic',
    startedAtMs: nowMs - (index * 36 + 2) * hourMs,
    visible: 250 - Math.floor(index / 2) - (index > 20 && index < 26 ? 60 : 0),
    kinds,
    counts: { ...failedRun.counts, confirmed: people, failed: 0, skipped: 0, unknown: 0, pending: 0 },
  });
});
const healthy: Partial<FakeData> = {
  ...base,
  runs: quarter,
  audit: [
    { atMs: nowMs - 400 * hourMs, actor: 'Hanna Vogel', what: 'bambooKey' },
    { atMs: nowMs - 4000 * hourMs, actor: 'Hanna Vogel', what: 'siToken' },
  ],
  status: aStatus({ settings: { ...aStatus().settings, automaticImports: true }, nextDueMs: nowMs + 2 * hourMs }),
  state: {
    connection: aConnection({ rights: { admin: true, canInvite: true } }),
    schedule: { lastAttemptMs: nowMs - hourMs, lastSuccessMs: nowMs - hourMs, nextDueMs: nowMs + 2 * hourMs },
  },
};

const undecided = withDoubts(company);
const heldBack: readonly GuardFinding[] = [
  { id: 'protected-person', effect: 'warns', count: 2, people: [{ name: 'Ingeborg Straßer-Van den Heuvel' }] },
];

const sincePlan = aHeader(company, {
  heldBack: 6,
  basis: { ...plan.basis, idsToStore: 31, visible: 212 },
  since: {
    appeared: company.slice(0, 3).map((change) => change.key),
    different: company.slice(14, 18).map((change) => change.key),
    gone: ['e:9999'],
    previousAtMs: nowMs - 20 * hourMs,
  },
});

const decisions: readonly StoredDecision[] = [
  {
    pair,
    id: 'pin:1004',
    decision: { kind: 'pin', employeeId: '1004' as EmployeeId, siUserId: 'si-Zk3_1aQ9-xLmN0pQrStUv' as SiUserId },
    name: 'Elif Bauer ↔ Elif Çelik-Bauer',
    atMs: nowMs - 60_000,
  },
  {
    pair,
    id: 'ignore:1017',
    decision: { kind: 'ignore', employeeId: '1017' as EmployeeId },
    name: 'Rosa Peters',
    atMs: nowMs - 90 * hourMs,
  },
  {
    pair,
    id: 'protect:si-1',
    decision: { kind: 'protect', siUserId: 'si-Ab3_1aQ9-xLmN0pQrStUv' as SiUserId },
    atMs: nowMs - 400 * hourMs,
  },
];

const transfer: TransferReport = {
  madeAtMs: nowMs - 2 * hourMs,
  subdomain: 'acme',
  siAddress: 'https://acme.small-improvements.com',
  file: {
    links: 12_430,
    decisions: 18,
    reverted: 2,
    uninformed: 5,
    importedByHand: true,
    firstCreation: 'answered',
  },
  here: { links: 248, decisions: 17, reverted: 0, uninformed: 0, importedByHand: true, firstCreation: 'none' },
  changes: true,
};

const audit: readonly AuditEntry[] = [
  { atMs: nowMs - 60_000, actor: 'Hanna Vogel', what: 'decision:pin:1004', after: 'pin' },
  { atMs: nowMs - hourMs, actor: 'Hanna Vogel', what: 'automaticImports', before: 'false', after: 'true' },
  { atMs: nowMs - hourMs, actor: 'Hanna Vogel', what: 'intervalMinutes', before: '180', after: '60' },
  { atMs: nowMs - 2 * hourMs, actor: 'Hanna Vogel', what: 'decision:ignore:1017', before: 'ignore' },
  { atMs: nowMs - 26 * hourMs, actor: 'Hanna Vogel', what: 'siToken' },
  { atMs: nowMs - 26 * hourMs, what: 'headCount', after: '250' },
  { atMs: nowMs - 26 * hourMs, what: 'emptyMeansEmpty', before: '[]', after: '["department","location"]' },
  {
    atMs: nowMs - 26 * hourMs,
    what: 'genderTable',
    before: '{"male":"male","female":"female"}',
    after: '{"male":"male","female":"female","weiblich":"female"}',
  },
];

const uninformed: readonly Uninformed[] = [
  {
    pair,
    siUserId: 'si-1' as SiUserId,
    name: 'Amélie Andersen',
    email: 'amelie.andersen@acme.example',
    why: 'created',
    sinceMs: nowMs - 90 * hourMs,
    runId,
  },
  {
    pair,
    siUserId: 'si-2' as SiUserId,
    name: 'Björn Hoffmann',
    email: 'bjorn.hoffmann@acme.example',
    why: 'reactivated',
    sinceMs: nowMs - 50 * hourMs,
    runId,
    unknown: true,
  },
];

const allReverted = revertRows(45);
const revertPlan: RevertPlan = { runId, pair, atMs: nowMs, fingerprint: 'r-1', rows: allReverted };
const onePlan: RevertPlan = { ...revertPlan, fingerprint: 'r-2', rows: allReverted.slice(4, 5) };
const automatic = aStatus({ settings: { ...aStatus().settings, automaticImports: true } });

/** A page on which a revert was asked for and worked out. */
function reverting(part: Partial<FakeData> = {}): Partial<FakeData> {
  return {
    ...base,
    runs: [aRun({ counts: { ...failedRun.counts, confirmed: 42 } }), ...runs.slice(1)],
    people: runPeople(45),
    ...part,
    state: { connection, ...(part.state ?? { 'revert-plan': revertPlan }) },
  };
}

const revertRun = aRun({
  id: 'run-new' as RunId,
  trigger: 'revert',
  reverts: runId,
  startedAtMs: nowMs - 120_000,
  endedAtMs: nowMs - 95_000,
  kinds: { create: 0, update: 36, deactivate: 5, reactivate: 1 },
  counts: { confirmed: 41, failed: 1, skipped: 3, unknown: 0, pending: 0 },
});
const revertPeople: readonly RunPerson[] = allReverted.map((row, index) =>
  aRunPerson({
    runId: revertRun.id,
    index,
    name: row.name,
    changeKey: row.changeKey,
    kind: row.account ?? 'update',
    fields: row.fields,
    ...(row.verdict === 'kept'
      ? { outcome: 'skipped', skip: row.protected === true ? 'protected' : 'edited-since' }
      : index === 9
        ? { outcome: 'failed', error: { code: 'si-unavailable', context: { status: 503 } } }
        : {}),
  }),
);

const mailRun: Run = aRun({
  id: 'run-mails' as RunId,
  task: 'mails',
  startedAtMs: nowMs - 60_000,
  endedAtMs: nowMs - 40_000,
  kinds: { create: 0, update: 0, deactivate: 0, reactivate: 0 },
  counts: { confirmed: 2, failed: 0, skipped: 1, unknown: 1, pending: 0 },
});
const mailPeople: readonly RunPerson[] = (['confirmed', 'confirmed', 'skipped', 'unknown'] as const).map(
  (outcome, index) =>
    aRunPerson({
      email: company[index + 20]?.email,
      runId: mailRun.id,
      index,
      name: company[index + 20]?.name ?? '',
      kind: 'unchanged',
      fields: [],
      outcome,
      ...(outcome === 'skipped' ? { skip: 'changed-since' } : {}),
      ...(outcome === 'unknown' ? { error: { code: 'write-not-confirmed', context: {} } } : {}),
    }),
);

const reverted = company.map((change) =>
  change.kind === 'update' || change.kind === 'create'
    ? {
        ...change,
        selected: false,
        selectedByDefault: false,
        reason: { code: 'reverted', atMs: nowMs - hourMs } as const,
      }
    : change,
);

/** One person in every run. */
function everyRun(changeKey: string): readonly RunPerson[] {
  return runs.map((run, index) =>
    aRunPerson({
      runId: run.id,
      name: 'Somebody',
      changeKey,
      outcome: index === 2 ? 'failed' : 'confirmed',
      ...(index === 2 ? { error: { code: 'si-unavailable', context: {} } as const } : {}),
    }),
  );
}

function report(): FakeData['report'] {
  const good = aReport();
  if (!good.bamboo.ok || !good.si.ok) return good;
  const value = {
    ...good.bamboo.value,
    visible: 212,
    notVisible: 38,
    fields: good.bamboo.value.fields.map((field) => {
      if (field.field === 'gender') return { ...field, readable: 'none' as const };
      return field.field === 'location' ? { ...field, readable: 'some' as const } : field;
    }),
  };
  return { bamboo: { ok: true, value }, si: { ok: true, value: { ...good.si.value, ownSync: true } } };
}

function refused(): FakeData['report'] {
  return {
    bamboo: { ok: false, error: { code: 'bamboo-wrong-key', context: { status: 401, operation: 'read employees' } } },
    si: { ok: false, error: { code: 'si-api-not-enabled', context: { status: 403 } } },
  };
}

/** Views are fetched late, and a busy machine is slow. What never comes throws: the picture would show another state. */
async function soon<T>(what: string, find: () => T | undefined | null): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = find();
    if (found !== undefined && found !== null) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`There is no ${what}`);
}

/** The thing, as soon as it is there. */
function one<T extends Element = HTMLElement>(selector: string, index = 0): Promise<T> {
  return soon(`${selector} (${index})`, () => document.querySelectorAll<T>(selector)[index]);
}

/** Waits for what comes late, so that what follows finds the page as long as it will be. */
function there(selector: string): () => Promise<void> {
  return async () => void (await one(selector));
}

function click(selector: string, index = 0): () => Promise<void> {
  return async () => (await one(selector, index)).click();
}

function focus(selector: string, index = 0): () => Promise<void> {
  return async () => (await one(selector, index)).focus();
}

function type(selector: string, value: string): () => Promise<void> {
  return async () => {
    const input = await one<HTMLInputElement>(selector);
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
}

/** A file somebody picked; what it holds is said by the data of the state. */
function choose(selector: string): () => Promise<void> {
  return async () => {
    const input = await one<HTMLInputElement>(selector);
    const picked = new DataTransfer();
    picked.items.add(new File(['{}'], 'synchronisation.json'));
    input.files = picked.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

function scrollTo(selector: string): () => Promise<void> {
  return async () => (await one(selector)).scrollIntoView({ block: 'start' });
}

const showRevert = click('.view-head > .button');
const noCounts = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 };
/** A turn to wait in, for what is fetched late. */
function pause(): void {}

function goTo(hash: string): () => void {
  return () => {
    location.hash = hash;
  };
}

function clickText(...starts: readonly string[]): () => Promise<void> {
  const find = () =>
    [...document.querySelectorAll('button')].find((button) =>
      starts.some((start) => button.textContent?.startsWith(start)),
    );
  return async () => (await soon(`button ${starts.join(', ')}`, find)).click();
}

const expandUpdate = click('.kind-update ~ .icon-button', 0);

export const states: Readonly<Record<string, GalleryState>> = {
  welcome: { data: () => ({ status: aFreshStatus() }), wide: true },
  viewer: { data: () => ({ status: aStatus({ settings: { ...aFreshStatus().settings, mode: 'viewer' } }) }) },
  setup: {
    data: () => ({ status: { ...aFreshStatus(), settings: { ...aFreshStatus().settings, mode: 'sync' } } }),
    tab: 'configuration',
    wide: true,
  },
  'setup-next': {
    data: () => ({ status: { ...aFreshStatus(), settings: { ...aFreshStatus().settings, mode: 'sync' } } }),
    tab: 'configuration',
    acts: [click('.action-bar .primary'), type('#step-bamboo input', 'https://acme.bamboohr.com/home')],
  },
  config: { data: () => base, tab: 'configuration', wide: true },
  'config-forecast': {
    data: () => ({ ...base, plan: { ...plan, basis: { ...plan.basis, manualImportDone: false } } }),
    tab: 'configuration',
    acts: [click('#step-options input[type=checkbox]'), scrollTo('#step-options')],
  },
  'config-report': {
    data: () => ({ ...base, report: report() }),
    tab: 'configuration',
    acts: [click('.action-bar .button')],
    wide: true,
  },
  'config-report-si': {
    data: () => ({ ...base, report: report() }),
    tab: 'configuration',
    acts: [click('.action-bar .button'), scrollTo('#step-si')],
  },
  'config-refused': {
    data: () => ({ ...base, report: refused() }),
    tab: 'configuration',
    acts: [click('.action-bar .button'), scrollTo('#step-bamboo')],
  },
  'config-more': {
    data: () => ({
      ...base,
      status: aStatus({
        locked: ['showPictures'],
        previewSeen: false,
        settings: {
          ...aStatus().settings,
          suspendedUntilMs: nowMs + 240 * hourMs,
          suspendReason: 'Performance reviews in December',
        },
      }),
    }),
    tab: 'configuration',
    acts: [
      click('.more-options summary'),
      type('#step-bamboo input', 'not a name!'),
      click('.action-bar .primary'),
      scrollTo('#step-options'),
    ],
  },
  'config-more-end': {
    data: () => base,
    tab: 'configuration',
    acts: [click('.more-options summary'), scrollTo('.more-options fieldset')],
  },
  'config-invalid': {
    data: () => ({
      ...base,
      failures: { saveSettings: new AppError('settings-invalid', { fields: ['bambooSubdomain', 'siAddress'] }) },
    }),
    tab: 'configuration',
    acts: [type('#step-bamboo input', 'acme2'), click('.action-bar .primary')],
  },
  preview: { data: () => base, wide: true },
  'preview-open': { data: () => base, acts: [click('.kind-segment.kind-update'), expandUpdate], wide: true },
  'person-alone': {
    data: () => base,
    acts: [click('.kind-segment.kind-update'), expandUpdate, pause, clickText('Sync this person now', 'Diese Person')],
    wide: true,
  },
  'person-missing': {
    data: () => base,
    acts: [goTo('#person=99999999'), pause],
    wide: true,
  },
  'person-none': { data: () => ({}), acts: [goTo('#person=41'), pause] },
  'preview-tip': {
    data: () => base,
    acts: [click('.kind-segment.kind-update'), expandUpdate, focus('.tip-trigger', 3)],
  },
  'preview-conflict': { data: () => base, acts: [click('.kind-chip, .icon-button')] },
  'preview-blocked': { data: () => ({ ...base, plan: { ...plan, guards: [...blocks, ...warns] } }), wide: true },
  'preview-override': {
    data: () => ({ ...base, plan: { ...plan, guards: blocks } }),
    acts: [click('.notice .button'), click('.dialog .danger')],
  },
  'preview-scrolled': {
    data: () => base,
    acts: [async () => (await one('[data-scroller]')).scrollTo(0, 900)],
  },
  'preview-large': {
    data: () => {
      const large = aCompany(10_000);
      return { ...base, changes: large, plan: aHeader(large) };
    },
  },
  'preview-issues': {
    data: () => ({
      ...base,
      plan: {
        ...plan,
        guards: warns,
        issues: [
          { side: 'bamboo', row: 16, reason: 'missing-id' },
          { side: 'bamboo', row: 41, id: '4711', reason: 'invalid-field', fields: ['hireDate'] },
          { side: 'si', row: 7, reason: 'not-an-object' },
        ],
      },
    }),
    acts: [click('.issues summary')],
  },
  'preview-empty': {
    data: () => {
      const same = company.filter((change) => change.kind === 'unchanged').slice(0, 40);
      return { ...base, changes: same, plan: aHeader(same) };
    },
  },
  'preview-none': { data: () => ({ status: aStatus() }) },
  'preview-nomatch': { data: () => base, acts: [type('.search input', 'Zaphod')] },
  'preview-error': {
    data: () => ({
      ...base,
      state: {
        connection,
        'preview-error': {
          error: { code: 'bamboo-not-json', context: { status: 200, contentType: 'text/html' } },
          atMs: nowMs,
        },
      },
    }),
  },
  'preview-loading': { data: () => ({ ...base, hang: new Set(['planPage']) }) },
  'preview-reading': {
    data: () => ({
      state: {
        activity: work({ kind: 'preview', phase: 'reading-si', done: 120, total: undefined, runId: undefined }),
      },
    }),
  },
  'import-dialog': {
    data: () => ({ ...base, plan: { ...plan, guards: warns } }),
    acts: [click('.action-bar .primary')],
    wide: true,
  },
  importing: { data: () => ({ ...base, state: { connection, activity: work({ name: 'Chiara O’Brien' }) } }) },
  'import-result': { data: () => ({ ...base, plan: { ...plan, runId }, runs: [failedRun], people: runPeople(45) }) },
  'import-good': { data: () => ({ ...base, plan: { ...plan, runId }, runs: [aRun()] }) },
  history: { data: () => ({ ...base, runs, people: runPeople(45) }), tab: 'history', wide: true },
  'history-empty': { data: () => base, tab: 'history' },
  'history-run': {
    data: () => ({ ...base, runs, people: runPeople(45) }),
    tab: 'history',
    acts: [click('.run-button'), click('.icon-button', 1)],
    wide: true,
  },
  'history-blocked': { data: () => ({ ...base, runs }), tab: 'history', acts: [click('.run-button', 1)] },
  'history-failed': { data: () => ({ ...base, runs }), tab: 'history', acts: [click('.run-button', 2)] },
  health: {
    data: () => ({
      ...base,
      status: aStatus({ settings: { ...aStatus().settings, automaticImports: true }, nextDueMs: nowMs + 2 * hourMs }),
      state: {
        connection,
        schedule: { lastAttemptMs: nowMs - hourMs, lastSuccessMs: nowMs - hourMs, nextDueMs: nowMs + 2 * hourMs },
      },
    }),
    tab: 'health',
    acts: [type('.why input', 'bjorn')],
    wide: true,
  },
  'health-bad': {
    data: () => ({
      ...base,
      status: aStatus({ withheld: ['bamboo', 'si'], settings: { ...aStatus().settings, headCount: 300 } }),
      plan: {
        ...plan,
        guards: [...blocks, ...warns],
        basis: { ...plan.basis, notVisible: 38, hiddenFields: ['gender'], notWritable: ['location'] },
      },
      state: {
        connection,
        schedule: {
          lastAttemptMs: nowMs - hourMs,
          lastProblem: { error: { code: 'bamboo-wrong-key', context: { status: 401 } }, atMs: nowMs - hourMs },
        },
      },
    }),
    tab: 'health',
  },
  'health-glance': { data: () => ({ ...healthy, uninformed }), tab: 'health', wide: true },
  'health-chart': {
    data: () => healthy,
    tab: 'health',
    acts: [pause, click('.chart summary'), scrollTo('.chart'), focus('.chart-days')],
    wide: true,
  },
  'health-off': {
    data: () => ({
      ...healthy,
      status: aStatus(),
      audit: [
        { atMs: nowMs - 90 * hourMs, actor: 'Hanna Vogel', what: 'automaticImports', before: 'true', after: 'false' },
      ],
      storage: { usedBytes: 10_400_000_000, quotaBytes: 12_000_000_000 },
    }),
    tab: 'health',
    acts: [type('.why input', 'Zaphod Beeblebrox')],
  },
  'health-older': {
    data: () => ({
      ...healthy,
      plan: { ...plan, takenAtMs: nowMs - 20 * hourMs },
      facts: { lastSuccessMs: nowMs - hourMs, heldLeavers: { ['si-nobody' as SiUserId]: nowMs - 90 * hourMs } },
    }),
    tab: 'health',
  },
  'health-kept-off': {
    data: () => ({ ...healthy, status: aStatus({ locked: ['automaticImports'] }) }),
    tab: 'health',
  },
  'preview-rights': {
    data: () => ({
      ...base,
      plan: {
        ...plan,
        guards: [
          { id: 'rights-unreadable' as const, effect: 'warns' as const, count: 3, unconfirmed: ['rights' as const] },
        ],
      },
    }),
  },
  'health-everything': {
    data: () => ({ ...healthy, report: report(), selfTest: guardSelfTest().map((one) => ({ ...one })) }),
    tab: 'health',
    acts: [clickText('Test everything', 'Alles testen')],
    wide: true,
  },
  'health-everything-bad': {
    data: () => ({ ...healthy, report: refused(), selfTest: [] }),
    tab: 'health',
    acts: [clickText('Test everything', 'Alles testen'), pause, click('.test-all summary')],
  },
  'health-bundle': {
    data: () => ({ ...healthy, uninformed }),
    tab: 'health',
    acts: [pause, clickText('Support bundle', 'Support-Datei')],
    wide: true,
  },
  'history-glance': { data: () => ({ ...healthy, people: runPeople(45) }), tab: 'history', wide: true },
  'history-filtered': {
    data: () => ({ ...base, runs, people: runPeople(45) }),
    tab: 'history',
    acts: [click('.run-changed input'), pause],
    wide: true,
  },
  'history-filtered-none': {
    data: () => ({ ...base, runs, people: runPeople(45) }),
    tab: 'history',
    acts: [type('.run-filters input', 'Zaphod'), pause],
  },
  'preview-decide': {
    data: () => ({ ...base, changes: undecided, plan: aHeader(undecided, { heldBack: 6 }) }),
    acts: [click('.kind-segment.kind-create'), click('.kind-create ~ .icon-button', 0)],
    wide: true,
  },
  'preview-conflict-accounts': {
    data: () => ({ ...base, changes: undecided, plan: aHeader(undecided) }),
    acts: [click('.kind-segment.kind-conflict'), click('.kind-conflict ~ .icon-button', 0)],
  },
  'preview-decided': {
    data: () => ({ ...base, changes: undecided, plan: aHeader(undecided) }),
    acts: [click('.kind-segment.kind-create'), click('.kind-create ~ .icon-button', 0), click('.candidate .button', 0)],
  },
  'preview-protect': {
    data: () => ({ ...base, changes: undecided, plan: aHeader(undecided) }),
    acts: [click('.kind-segment.kind-deactivate'), click('.kind-deactivate ~ .icon-button', 0)],
  },
  'preview-release': {
    data: () => ({ ...base, changes: withLeavers(company), plan: aHeader(withLeavers(company), { guards: heldBack }) }),
    acts: [
      type('.list-head input[type=search]', 'Ingeborg'),
      click('.kind-deactivate ~ .icon-button', 0),
      click('.decide .row .button', 0),
      type('dialog input', 'Ingeborg'),
      click('dialog .danger'),
    ],
    wide: true,
  },
  'preview-protected': {
    data: () => ({ ...base, changes: withLeavers(company), plan: aHeader(withLeavers(company), { guards: heldBack }) }),
    acts: [type('.list-head input[type=search]', 'Ada'), click('.kind-deactivate ~ .icon-button', 0)],
    wide: true,
  },
  'health-leavers': {
    data: () => ({
      ...base,
      changes: withLeavers(company),
      plan: aHeader(withLeavers(company), { guards: heldBack }),
      facts: { notWritable: ['location', 'jobTitle'] },
      state: { connection, schedule: { awaitingAnswer: 3 } },
    }),
    tab: 'health',
    acts: [
      click('.leaver .button'),
      type('dialog input', 'Ingeborg Straßer-Van den Heuvel'),
      click('dialog .danger'),
      scrollTo('.health-grid'),
    ],
    wide: true,
  },
  'preview-waiting': {
    data: () => ({ ...base, state: { connection, schedule: { awaitingAnswer: 3 } } }),
    wide: true,
  },
  'preview-asked': {
    data: () => ({
      ...base,
      facts: {
        firstCreation: { state: 'asked', name: 'Amélie Andersen', siUserId: 'si-1' as SiUserId, atMs: nowMs },
      },
      state: { connection, schedule: { awaitingAnswer: 3 } },
    }),
  },
  'preview-retry': {
    data: () => ({ ...base, plan: { ...plan, retry: { asked: 5, setAside: ['e:1'] } } }),
    wide: true,
  },
  'preview-only-si': {
    data: () => ({ ...base, changes: undecided, plan: aHeader(undecided) }),
    acts: [click('.kind-segment.kind-only-in-si'), click('.kind-only-in-si ~ .icon-button', 2)],
  },
  'preview-pane': { data: () => base, wide: true },
  'preview-since': { data: () => ({ ...base, plan: sincePlan }), wide: true },
  'preview-since-only': { data: () => ({ ...base, plan: sincePlan }), acts: [click('.since .link-button')] },
  'ids-dialog': { data: () => ({ ...base, plan: sincePlan }), acts: [click('.tools .button', 0)] },
  'ids-replaced': {
    data: () => ({
      ...base,
      plan: { ...sincePlan, basis: { ...sincePlan.basis, idsToReplace: 24, matchedActive: 200 } },
    }),
    acts: [click('.tools .button', 0), click('dialog .button.primary', 0)],
  },
  'export-dialog': {
    data: () => ({ ...base, plan: sincePlan }),
    acts: [click('.kind-segment.kind-only-in-si'), click('.head-export')],
  },
  'preview-timeline': {
    data: () => ({ ...base, runs, people: everyRun(company.find((one) => one.name === 'Amélie Bauer')?.key ?? '') }),
    acts: [
      click('.kind-segment.kind-update'),
      expandUpdate,
      click('.timeline summary'),
      there('.timeline-run'),
      scrollTo('.timeline'),
    ],
  },
  'config-decisions': {
    data: () => ({ ...base, decisions }),
    tab: 'configuration',
    acts: [scrollTo('[aria-labelledby="decisions-title"]')],
    wide: true,
  },
  'config-no-decisions': {
    data: () => ({ ...base, audit }),
    tab: 'configuration',
    acts: [click('.disclosure.card summary'), scrollTo('[aria-labelledby="decisions-title"]')],
  },
  'config-audit': {
    data: () => ({ ...base, audit }),
    tab: 'configuration',
    acts: [click('.disclosure.card summary'), there('.audit'), scrollTo('.disclosure.card')],
    wide: true,
  },
  'config-transfer': {
    data: () => ({ ...base, transfer }),
    tab: 'configuration',
    acts: [click('.disclosure.card:last-of-type summary'), choose('input[type="file"]'), scrollTo('tbody')],
    wide: true,
  },
  'history-uninformed': {
    data: () => ({ ...base, runs, uninformed }),
    tab: 'history',
    acts: [click('.uninformed summary')],
    wide: true,
  },
  'revert-reading': {
    data: () =>
      reverting({
        state: {
          activity: work({
            kind: 'revert',
            trigger: 'revert',
            phase: 'reading-si',
            done: 120,
            total: undefined,
            runId: undefined,
          }),
        },
      }),
    tab: 'history',
    acts: [click('.run-button'), showRevert],
  },
  'revert-plan': { data: () => reverting(), tab: 'history', acts: [click('.run-button'), showRevert], wide: true },
  'revert-open': {
    data: () => reverting(),
    tab: 'history',
    acts: [
      click('.run-button'),
      showRevert,
      click('.icon-button', 0),
      click('.icon-button', 4),
      click('.icon-button', 5),
    ],
    wide: true,
  },
  'revert-one': {
    data: () => reverting({ state: { 'revert-plan': onePlan } }),
    tab: 'history',
    acts: [click('.run-button'), showRevert],
  },
  'revert-nothing': {
    data: () => reverting({ state: { 'revert-plan': { ...revertPlan, rows: [] } } }),
    tab: 'history',
    acts: [click('.run-button'), showRevert],
  },
  'revert-refused': {
    data: () => reverting({ status: automatic }),
    tab: 'history',
    acts: [click('.run-button'), showRevert],
    wide: true,
  },
  'revert-error': {
    data: () =>
      reverting({
        state: {
          'revert-error': { error: { code: 'si-unavailable', context: { status: 503 } }, atMs: nowMs },
        },
      }),
    tab: 'history',
    acts: [click('.run-button'), showRevert],
  },
  'revert-dialog': {
    data: () => reverting(),
    tab: 'history',
    acts: [click('.run-button'), showRevert, click('.action-bar .primary')],
    wide: true,
  },
  'revert-prepared': {
    data: () => reverting({ state: { 'revert-plan': { ...revertPlan, atMs: nowMs - 120_000 } } }),
    tab: 'history',
  },
  reverting: {
    data: () =>
      reverting({
        runs: [
          { ...revertRun, state: 'running', endedAtMs: undefined, counts: { ...noCounts, skipped: 3, pending: 42 } },
          ...runs,
        ],
        people: revertPeople.map((person) =>
          person.outcome === 'skipped' ? person : { ...person, outcome: 'pending', error: undefined },
        ),
        state: {
          activity: work({ kind: 'revert', trigger: 'revert', done: 12, total: 42, runId: revertRun.id }),
        },
      }),
    tab: 'history',
    acts: [click('.run-button')],
  },
  'revert-result': {
    data: () =>
      reverting({
        runs: [revertRun, ...runs],
        people: [...revertPeople, ...runPeople(45)],
        state: {},
      }),
    tab: 'history',
    acts: [click('.run-button'), click('.icon-button', 1)],
    wide: true,
  },
  'history-reverted': {
    data: () =>
      reverting({
        runs: [revertRun, ...runs],
        people: [...revertPeople, ...runPeople(45)],
        state: {},
      }),
    tab: 'history',
    acts: [click('.run-button', 1), click('.icon-button', 5)],
  },
  'preview-reverted': {
    data: () => ({ ...base, changes: reverted, plan: aHeader(reverted) }),
    acts: [click('.kind-segment.kind-update'), click('.kind-update ~ .icon-button', 0)],
    wide: true,
  },
  'mails-dialog': {
    data: () => ({
      ...base,
      runs,
      uninformed,
      facts: { firstCreation: { state: 'answered', mailed: true, atMs: nowMs } },
    }),
    tab: 'history',
    acts: [click('.uninformed summary'), click('.uninformed .view-head .button')],
  },
  'mails-again': {
    data: () => ({
      ...base,
      runs,
      uninformed,
      facts: { firstCreation: { state: 'answered', mailed: false, atMs: nowMs } },
    }),
    tab: 'history',
    acts: [click('.uninformed summary'), click('.uninformed li .button', 1)],
    wide: true,
  },
  'mails-result': {
    data: () => ({ ...base, runs: [mailRun, ...runs], people: mailPeople }),
    tab: 'history',
    acts: [click('.run-button')],
  },
  'health-test': {
    data: () => ({ ...base, selfTest: guardSelfTest().map((one) => ({ ...one })) }),
    tab: 'health',
    acts: [click('.form-section .button'), scrollTo('.form-section')],
    wide: true,
  },
  'health-test-bad': {
    data: () => ({
      ...base,
      selfTest: guardSelfTest()
        .slice(0, 6)
        .map((one, index) => (index === 3 ? { ...one, got: 'nothing', ok: false } : { ...one })),
    }),
    tab: 'health',
    acts: [click('.form-section .button'), scrollTo('.form-section')],
  },
  broken: { data: () => ({ failures: { getStatus: new AppError('storage-blocked') } }) },
};
