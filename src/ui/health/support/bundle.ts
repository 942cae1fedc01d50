import type { Settings } from '../../../config/settings.ts';
import { changeKinds, writingKinds } from '../../../domain/change.ts';
import { bookkeepingFields, managedFields, requiredSourceFields } from '../../../domain/fields.ts';
import { type GuardFinding, guardIds } from '../../../domain/guard.ts';
import type { PairState } from '../../../domain/pair-state.ts';
import type { PlanHeader } from '../../../domain/plan.ts';
import type { Run } from '../../../domain/run.ts';
import type { NamedState } from '../../../domain/state.ts';
import type { Status } from '../../../messaging/replies.ts';
import { errorCodes, type ErrorData } from '../../../shared/app-error.ts';
import { decisionKinds } from '../../format/audit-text.ts';
import type { About, StorageUse } from '../../shell/port.ts';
import { number, numbers, oneOf, someOf, time, type Tree, version, yes } from './allowed.ts';

/** What the bundle is drawn from: whole records, names and all. */
export interface BundleInput {
  readonly nowMs: number;
  readonly about: About;
  readonly language: string;
  readonly status: Status | undefined;
  readonly plan: PlanHeader | undefined;
  readonly schedule: NamedState['schedule'] | undefined;
  readonly previewError: NamedState['preview-error'] | undefined;
  readonly connection: NamedState['connection'] | undefined;
  readonly facts: PairState | undefined;
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly decisions: readonly { readonly decision: { readonly kind: string } }[];
  readonly uninformed: number;
  readonly storage: StorageUse | undefined;
}

const fields = [
  ...new Set([
    ...managedFields,
    ...bookkeepingFields,
    ...requiredSourceFields,
    'preferredName',
    'employeeNumber',
    'bambooSubdomain',
    'siAddress',
    'bambooKey',
    'siToken',
  ]),
];
const modes = ['undecided', 'viewer', 'sync'];
const idKinds = ['bamboo-id', 'employee-number'];
const effects = ['warns', 'blocks'];
const triggers = ['manual', 'automatic', 'revert'];
const tasks = ['employee-ids', 'mails'];
const runStates = ['running', 'done', 'cancelled', 'failed', 'blocked'];
const outcomes = ['confirmed', 'failed', 'skipped', 'unknown', 'pending'];
const visibilities = ['full', 'subset', 'unknown'];
const browsers = ['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari'];
const numberSettings = ['headCount', 'intervalMinutes', 'retentionDays', 'retentionRuns'];
type SwitchSetting = { [K in keyof Settings]-?: Settings[K] extends boolean ? K : never }[keyof Settings];
/** A setting that is on or off and is missing here does not compile. */
const switches: Readonly<Record<SwitchSetting, true>> = {
  keysForSession: true,
  automaticImports: true,
  sendPasswordEmails: true,
  deactivateNotImported: true,
  deactivateUnmanaged: true,
  showPictures: true,
  markManagedFields: true,
  usePreferredName: true,
};
const switchSettings = Object.keys(switches);
const basisNumbers = [
  'employees',
  'visible',
  'notVisible',
  'siUsers',
  'matchedActive',
  'idsToStore',
  'idsToReplace',
  'lastVisible',
  'headCount',
];

/**
 * What support needs to see, and of nobody anything: each line below names what goes in, and by `allowed.ts` that can only
 * be numbers, times, versions and words of ours. Pure.
 */
export function supportBundle(input: BundleInput): Tree {
  const { status, schedule, connection, facts } = input;
  return {
    bundle: 1,
    madeAt: time(input.nowMs),
    versions: {
      extension: version(input.about.version),
      browser: browserOf(input.about.agent),
      language: oneOf(['en', 'de'], input.language.slice(0, 2)),
      rules: number(input.plan?.rules),
    },
    settings: status === undefined ? null : settingsOf(status, input.nowMs),
    connection: {
      known: connection !== undefined,
      at: time(connection?.atMs),
      visible: number(connection?.visible),
      changed: someOf(['company', 'key-owner', 'acting-user', 'settings'], connection?.changed),
      administrator: yes(connection?.rights?.admin),
      mayInvite: yes(connection?.rights?.canInvite),
    },
    schedule: {
      lastAttempt: time(schedule?.lastAttemptMs),
      lastSuccess: time(schedule?.lastSuccessMs),
      nextDue: time(schedule?.nextDueMs),
      awaitingAnswer: number(schedule?.awaitingAnswer),
      problem: schedule?.lastProblem === undefined ? null : problemOf(schedule.lastProblem),
    },
    previewError:
      input.previewError === undefined
        ? null
        : { at: time(input.previewError.atMs), error: errorOf(input.previewError.error) },
    plan: input.plan === undefined ? null : planOf(input.plan),
    pair: {
      manualImportDone: yes(facts?.manualImportDone),
      lastSuccess: time(facts?.lastSuccessMs),
      notWritable: someOf(fields, facts?.notWritable),
      firstCreation: oneOf(['asked', 'answered'], facts?.firstCreation?.state),
      uninformed: input.uninformed,
    },
    decisions: Object.fromEntries(
      decisionKinds.map((kind) => [kind, input.decisions.filter((one) => one.decision.kind === kind).length]),
    ),
    storage: { used: number(input.storage?.usedBytes), quota: number(input.storage?.quotaBytes) },
    runs: input.runs.map(runOf),
  };
}

function settingsOf({ settings, secrets, locked, withheld, previewSeen, nextDueMs }: Status, nowMs: number): Tree {
  const values: Readonly<Record<string, unknown>> = settings;
  return {
    mode: oneOf(modes, settings.mode),
    idKind: oneOf(idKinds, settings.idKind),
    bambooSubdomainSet: settings.bambooSubdomain !== '',
    siAddressSet: settings.siAddress !== '',
    bambooKeySet: yes(secrets.bambooKey),
    siTokenSet: yes(secrets.siToken),
    ...Object.fromEntries(switchSettings.map((name) => [name, yes(values[name])])),
    ...Object.fromEntries(numberSettings.map((name) => [name, number(values[name])])),
    suspended: settings.suspendedUntilMs === 0 || (settings.suspendedUntilMs ?? 0) > nowMs,
    suspendedUntil: settings.suspendedUntilMs === 0 ? null : time(settings.suspendedUntilMs),
    genderWords: Object.keys(settings.genderTable).length,
    emptyMeansEmpty: someOf(fields, settings.emptyMeansEmpty),
    locked: someOf(['mode', 'idKind', ...switchSettings, ...numberSettings, ...fields], locked),
    withheld: someOf(['bamboo', 'si'], withheld),
    previewSeen: yes(previewSeen),
    nextDue: time(nextDueMs),
  };
}

function planOf(plan: PlanHeader): Tree {
  const { basis, override } = plan;
  return {
    takenAt: time(plan.takenAtMs),
    madeInMs: number(plan.createdAtMs - plan.takenAtMs),
    rows: number(plan.rows),
    counts: numbers(changeKinds, plan.counts),
    heldBack: number(plan.heldBack),
    guards: plan.guards.map(guardOf),
    overridden: someOf(guardIds, override?.guards),
    issues: plan.issues.map(({ side, reason, fields: names }) => ({
      side: oneOf(['bamboo', 'si'], side),
      reason: oneOf(['missing-id', 'not-an-object', 'invalid-field', 'duplicate-row'], reason),
      fields: someOf(fields, names),
    })),
    basis: {
      ...(numbers(basisNumbers, { ...basis }) as object),
      visibility: oneOf(visibilities, basis.visibility),
      hiddenFields: someOf(fields, basis.hiddenFields),
      missingRequired: someOf(fields, basis.missingRequired),
      notReadable: someOf(fields, basis.notReadable),
      notWritable: someOf(fields, basis.notWritable),
      holders: numbers(managedFields, basis.holders),
      manualImportDone: yes(basis.manualImportDone),
      ownSync: yes(basis.ownSync),
      sameAccount: yes(basis.sameAccount),
      licencesPaid: number(basis.licences?.paid),
      licencesUsed: number(basis.licences?.used),
    },
    imported: plan.runId !== undefined,
  };
}

function runOf(run: Run): Tree {
  return {
    trigger: oneOf(triggers, run.trigger),
    task: run.task === undefined ? null : oneOf(tasks, run.task),
    state: oneOf(runStates, run.state),
    startedAt: time(run.startedAtMs),
    tookMs: number(run.endedAtMs === undefined ? undefined : run.endedAtMs - run.startedAtMs),
    visible: number(run.visible),
    kinds: numbers(writingKinds, run.kinds),
    counts: numbers(outcomes, { ...run.counts }),
    error: run.cause === undefined ? null : errorOf(run.cause),
    guards: (run.guards ?? []).map(guardOf),
    overridden: someOf(guardIds, run.override?.guards),
    repeated: number(run.repeated?.times),
    resumesAt: time(run.resumeAtMs),
  };
}

function problemOf({ error, guards, atMs }: NonNullable<NamedState['schedule']['lastProblem']>): Tree {
  return {
    at: time(atMs),
    error: error === undefined ? null : errorOf(error),
    guards: (guards ?? []).map(guardOf),
  };
}

function guardOf({ id, effect, count, limit, base, fields: names }: GuardFinding): Tree {
  return {
    id: oneOf(guardIds, id),
    effect: oneOf(effects, effect),
    count: number(count),
    limit: number(limit),
    base: number(base),
    fields: someOf(fields, names),
  };
}

/** Not the vendor's message and not the operation: both are free text. */
function errorOf({ code, context }: ErrorData): Tree {
  return {
    code: oneOf(errorCodes, code),
    status: number(context.status),
    timeoutMs: number(context.timeoutMs),
    retryAt: time(context.retryAtMs),
    fields: someOf(fields, context.fields),
  };
}

function browserOf(agent: string): Tree {
  const name = browsers.find((one) => agent.includes(`${one}/`));
  const found = name === undefined ? undefined : new RegExp(`${name}/(\\d+)`).exec(agent)?.[1];
  return { name: oneOf(browsers, name), version: version(found) };
}
