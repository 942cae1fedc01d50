import type { GuardFinding } from '../../../src/sync/plan-types.ts';
import type { Work } from '../../../src/ui/models/activity-model.ts';
import type { Tab } from '../../../src/ui/models/ui-model.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { RunId } from '../../../src/shared/ids.ts';
import { aFreshStatus, aHeader, aReport, aRun, aStatus, nowMs, pair, runId } from '../builders.ts';
import { aCompany, runPeople } from '../company.ts';
import type { FakeData } from '../fake-port.ts';

/** One picture: what the page sees, where it starts, and what is clicked before it is looked at. */
export interface GalleryState {
  readonly data: () => Partial<FakeData>;
  readonly tab?: Tab;
  readonly acts?: readonly (() => void)[];
  /** Also looked at in a full tab and zoomed in. */
  readonly wide?: boolean;
}

const company = aCompany(250);
const hourMs = 3_600_000;

const connection = {
  pair,
  subdomain: 'acme',
  siAddress: 'https://acme.small-improvements.com',
  companyName: 'Acme Inc.',
  keyOwner: 'Hanna Vogel',
  siUser: 'Hanna Vogel',
  siCompanyName: 'Acme',
  visible: 250,
  atMs: nowMs - 180_000,
};

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

function click(selector: string, index = 0): () => void {
  return () => document.querySelectorAll<HTMLElement>(selector)[index]?.click();
}

function type(selector: string, value: string): () => void {
  return () => {
    const input = document.querySelector<HTMLInputElement>(selector);
    if (input === null) return;
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
}

function scrollTo(selector: string): () => void {
  return () => document.querySelector(selector)?.scrollIntoView({ block: 'start' });
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
  'preview-tip': {
    data: () => base,
    acts: [
      click('.kind-segment.kind-update'),
      expandUpdate,
      () => document.querySelectorAll<HTMLElement>('.tip-trigger')[3]?.focus(),
    ],
  },
  'preview-conflict': { data: () => base, acts: [click('.kind-chip, .icon-button')] },
  'preview-blocked': { data: () => ({ ...base, plan: { ...plan, guards: [...blocks, ...warns] } }), wide: true },
  'preview-override': {
    data: () => ({ ...base, plan: { ...plan, guards: blocks } }),
    acts: [click('.notice .button'), click('.dialog .danger')],
  },
  'preview-scrolled': {
    data: () => base,
    acts: [() => document.querySelector('[data-scroller]')?.scrollTo(0, 900)],
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
  importing: { data: () => ({ ...base, state: { connection, activity: work({}) } }) },
  'import-result': { data: () => ({ ...base, plan: { ...plan, runId }, runs: [failedRun], people: runPeople(45) }) },
  'import-good': { data: () => ({ ...base, plan: { ...plan, runId }, runs: [aRun()] }) },
  history: { data: () => ({ ...base, runs }), tab: 'history', wide: true },
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
  broken: { data: () => ({ failures: { getStatus: new AppError('storage-blocked') } }) },
};
