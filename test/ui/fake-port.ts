import type { Change } from '../../src/domain/change.ts';
import type { Decision, StoredDecision } from '../../src/domain/link.ts';
import type { Run, RunPerson } from '../../src/domain/run.ts';
import type { PlanHeader } from '../../src/domain/plan.ts';
import type { PairState, Uninformed } from '../../src/domain/pair-state.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { Topic } from '../../src/messaging/news.ts';
import type { Command, CommandData } from '../../src/messaging/protocol.ts';
import type { CommandReply, ConnectionReport, Status } from '../../src/messaging/replies.ts';
import type { PairStore } from '../../src/history/pair-store.ts';
import type { PlanStore } from '../../src/history/plan-store.ts';
import { presentProblems } from '../../src/run/automatic/present-problems.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import type { SelfTestResult } from '../../src/sync/guard/guard-self-test.ts';
import type { NamedState } from '../../src/domain/state.ts';
import { decisionId } from '../../src/domain/link.ts';
import type { StorageUse, UiPort } from '../../src/ui/shell/port.ts';
import { aReport, aStatus, nowMs, pageOf, pair } from './builders.ts';

/** Everything the page can see; tests change it and announce. */
export interface FakeData {
  status: Status;
  state: Partial<NamedState>;
  plan?: PlanHeader | undefined;
  changes: readonly Change[];
  runs: readonly Run[];
  people: readonly RunPerson[];
  report: ConnectionReport;
  decisions: readonly StoredDecision[];
  uninformed: readonly Uninformed[];
  audit: readonly AuditEntry[];
  facts: Partial<PairState>;
  selfTest: readonly SelfTestResult[];
  userbase: CommandReply<'readUserbase'>;
  /** What a file that is chosen holds. */
  transfer: CommandReply<'inspectTransfer'> | undefined;
  granted: boolean;
  storage: StorageUse | undefined;
  nowMs: number;
  /** Commands that fail, by name. */
  failures: Partial<Record<Command, AppError>>;
  /** Reads and commands that never answer. */
  hang: ReadonlySet<string>;
}

type SentCommand = { readonly [C in Command]: { readonly command: C; readonly data: CommandData<C> } }[Command];

export interface FakePort extends UiPort {
  readonly data: FakeData;
  readonly sent: SentCommand[];
  readonly opened: string[];
  readonly files: { readonly name: string; readonly type: string; readonly content: string }[];
  announce(topic: Topic): void;
  /** What was sent for one command, oldest first. */
  dataOf<C extends Command>(command: C): CommandData<C>[];
  listeners(): number;
}

export function fakeData(part: Partial<FakeData> = {}): FakeData {
  const plan = part.plan;
  return {
    status: aStatus(),
    changes: [],
    runs: [],
    people: [],
    report: aReport(),
    decisions: [],
    uninformed: [],
    audit: [],
    facts: {},
    selfTest: [],
    userbase: [],
    transfer: undefined,
    granted: true,
    storage: { usedBytes: 2_400_000, quotaBytes: 12_000_000_000 },
    nowMs,
    failures: {},
    hang: new Set(),
    ...part,
    state: { ...(plan === undefined ? {} : { 'current-plan': { planId: plan.id } }), ...part.state },
  };
}

/** A UiPort over plain data: answers at once, remembers what it was told. */
export function createFakePort(part: Partial<FakeData> = {}): FakePort {
  const data = fakeData(part);
  const sent: SentCommand[] = [];
  const opened: string[] = [];
  const files: FakePort['files'] = [];
  const listeners = new Set<(topic: Topic) => void>();
  const announce = (topic: Topic) => {
    for (const listener of listeners) listener(topic);
  };
  const answer = async <T>(what: string, value: T): Promise<T> => {
    if (data.hang.has(what)) await new Promise(() => undefined);
    return value;
  };

  /** Tests that say nothing of a connection are about a browser connected to the company of the builders. */
  const current = () => data.state.connection?.pair ?? pair;
  const own = () => data.runs.filter((run) => run.pair === current());

  return {
    data,
    sent,
    opened,
    files,
    announce,
    listeners: () => listeners.size,
    dataOf<C extends Command>(command: C) {
      return sent.filter((one) => one.command === command).map((one) => one.data as CommandData<C>);
    },
    async send<C extends Command>(command: C, payload: CommandData<C>): Promise<CommandReply<C>> {
      sent.push({ command, data: payload } as SentCommand);
      const failure = data.failures[command];
      if (failure !== undefined) throw failure;
      const reply = await answer(command, undefined);
      return (reply ?? perform(data, command, payload, announce)) as CommandReply<C>;
    },
    history: {
      state: (name) => answer(`state:${name}`, data.state[name]),
      planHeader: (id) => answer('planHeader', data.plan?.id === id ? data.plan : undefined),
      planPage: (_id, page) => answer('planPage', pageOf(data.changes, page)),
      runs: (limit, beforeMs) =>
        answer(
          'runs',
          own()
            .filter((run) => beforeMs === undefined || run.startedAtMs < beforeMs)
            .slice(0, limit),
        ),
      otherRuns: () => answer('otherRuns', data.runs.length - own().length),
      run: (id) =>
        answer(
          'run',
          own().find((run) => run.id === id),
        ),
      runPeople: (id, offset, limit) =>
        answer(
          'runPeople',
          own().some((run) => run.id === id)
            ? data.people.filter((person) => person.runId === id).slice(offset, offset + limit)
            : [],
        ),
      timeline: (changeKey, limit) =>
        answer(
          'timeline',
          data.people
            .filter((person) => person.changeKey === changeKey)
            .flatMap((person) =>
              own()
                .filter((run) => run.id === person.runId)
                .map((run) => ({ run, person })),
            )
            .slice(0, limit),
        ),
      pairFacts: (pair) => answer('pairFacts', { pair, manualImportDone: false, notWritable: [], ...data.facts }),
      decisions: () => answer('decisions', data.decisions),
      uninformed: () => answer('uninformed', data.uninformed),
      audit: (limit) =>
        answer('audit', data.audit.filter((entry) => [undefined, current()].includes(entry.pair)).slice(0, limit)),
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async openFullTab() {
      opened.push('tab');
    },
    grantAccess: (side) => {
      if (data.granted) data.status = { ...data.status, withheld: data.status.withheld.filter((one) => one !== side) };
      return answer('grantAccess', data.granted);
    },
    saveFile: (name, type, content) => {
      files.push({ name, type, content });
    },
    testGuards: () => answer('testGuards', data.selfTest),
    storageUse: () => answer('storageUse', data.storage),
    about: () => ({ version: '0.1.0', agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36' }),
    now: () => data.nowMs,
  };
}

function perform(data: FakeData, command: Command, payload: unknown, announce: (topic: Topic) => void): unknown {
  if (command === 'getStatus') return statusOf(data);
  if (command === 'saveSettings') return save(data, payload as CommandData<'saveSettings'>);
  if (command === 'testConnection') return data.report;
  if (command === 'startImport' || command === 'storeEmployeeIds') return { runId: 'run-1' };
  if (command === 'startRevert' || command === 'sendPasswordEmails') return { runId: 'run-new' };
  if (command === 'readUserbase') return data.userbase;
  if (command === 'exportTransfer') return '{"format":"transfer"}\n';
  if (command === 'inspectTransfer' || command === 'importTransfer') return data.transfer ?? null;
  if (command === 'decide') decide(data, payload as CommandData<'decide'>);
  if (command === 'undecide') undecide(data, payload as CommandData<'undecide'>);
  if (command === 'tryFieldAgain') tryAgain(data, payload as CommandData<'tryFieldAgain'>);
  if (command === 'chooseRows') choose(data, payload as CommandData<'chooseRows'>);
  if (command === 'overrideGuards') override(data, payload as CommandData<'overrideGuards'>);
  if (command === 'refreshPreview') announce('activity');
  return null;
}

/** With what the worker finds to be open of the problems that are stored. */
async function statusOf(data: FakeData): Promise<Status> {
  const deps: Parameters<typeof presentProblems>[0] = {
    state: { get: async (name) => data.state[name], set: unused, change: unused, clear: unused },
    pairs: { facts: async (pair) => ({ pair, manualImportDone: false, notWritable: [], ...data.facts }) } as PairStore,
    plans: { header: async () => data.plan, read: async () => undefined } as unknown as PlanStore,
    clock: { ...systemClock, now: () => data.nowMs },
  };
  const problems = await presentProblems(deps, data.state.schedule);
  return { ...data.status, problems };
}

async function unused(): Promise<void> {}

function save(data: FakeData, input: CommandData<'saveSettings'>): Status {
  const { bambooKey, siToken, ...settings } = input;
  data.status = {
    ...data.status,
    settings: { ...data.status.settings, ...withoutNulls(settings) },
    secrets: {
      bambooKey: data.status.secrets.bambooKey || bambooKey !== undefined,
      siToken: data.status.secrets.siToken || siToken !== undefined,
    },
  };
  return data.status;
}

function withoutNulls(settings: object): Partial<Status['settings']> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, value ?? undefined]));
}

function decide(data: FakeData, { decision, name }: CommandData<'decide'>): void {
  const id = decisionId(decision);
  data.decisions = data.decisions.filter((one) => one.id !== id);
  data.audit = [{ pair, what: `decision:${id}`, after: decision.kind, atMs: data.nowMs }, ...data.audit];
  data.decisions = [...data.decisions, { pair, id, decision: decision as Decision, name, atMs: data.nowMs }];
}

function undecide(data: FakeData, { id }: CommandData<'undecide'>): void {
  data.audit = [{ pair, what: `decision:${id}`, before: 'decision', atMs: data.nowMs }, ...data.audit];
  data.decisions = data.decisions.filter((one) => one.id !== id);
}

function tryAgain(data: FakeData, { field }: CommandData<'tryFieldAgain'>): void {
  data.facts = { ...data.facts, notWritable: data.facts.notWritable?.filter((name) => name !== field) ?? [] };
}

function choose(data: FakeData, choice: CommandData<'chooseRows'>): void {
  const { rows } = choice;
  const chosen = (change: Change) => ('keys' in rows ? rows.keys.includes(change.key) : rows.kind === change.kind);
  data.changes = data.changes.map((change) => (chosen(change) ? { ...change, selected: choice.selected } : change));
  if (data.plan === undefined) return;
  const selection = data.changes.flatMap(({ key, selected }) => (selected ? [key] : []));
  data.plan = { ...data.plan, fingerprint: `of ${selection.join(' ')}` };
}

function override(data: FakeData, input: CommandData<'overrideGuards'>): void {
  if (data.plan === undefined) throw new AppError('plan-missing');
  data.plan = {
    ...data.plan,
    override: {
      fingerprint: input.fingerprint,
      guards: data.plan.guards.map((guard) => guard.id),
      typedCount: input.typedCount,
      reason: input.reason,
      atMs: data.nowMs,
    },
  };
}
