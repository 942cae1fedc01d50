import { createHalt, type Halt } from '../work/halt.ts';
import { createSharedClock } from '../work/shared-clock.ts';
import type { Signals } from '../work/serve.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { createOutside } from '../outside.ts';
import { RunnerError } from '../runner-error.ts';
import { connectDatabase, type Database } from '../store/database.ts';
import { checkSchema } from '../store/migrate.ts';
import { type SealingKey, sealingKeyOf } from '../store/sealed-secrets.ts';
import { createTenants } from '../store/tenants.ts';
import { type Hooks, type OpenTenant, openTenant, type Runner } from '../tenant-deps.ts';
import type { ErrorCode } from '../../shared/app-error.ts';
import { own } from '../words/own.ts';
import { createProgress, type Progress } from './print/progress.ts';
import { createPrinter, type Printer, type Sink } from './print/printer.ts';
import { type Environment, readSealingKey } from './secrets-input.ts';

/** What a command line is given by its process. */
export interface Surroundings {
  readonly env: Environment;
  readonly out: Sink;
  readonly err: Sink;
  readonly signals: Signals;
  /** Ends the process at once, without waiting for anything. */
  exit(code: number): void;
}

/** A tenant this process works for; a run that goes on ends when `halt` says so. */
export interface TenantAtWork extends OpenTenant {
  readonly halt: Halt;
  /** What kept work from being stored, also that it failed. */
  unstored(): ErrorCode | undefined;
}

/** What a command works with; what it does not ask for is not opened. */
export interface Desk extends Surroundings {
  readonly say: Printer;
  readonly progress: Progress;
  /** Errors: `database-…` */
  url(): string;
  /** As it is, set up or not. */
  connect(): Promise<Database>;
  /** Of this program's version. Errors: `database-…` */
  database(): Promise<Database>;
  /** A tenant of which no secret is opened. Errors: `tenant-unknown` */
  tenant(name: string): Promise<OpenTenant>;
  /** A tenant whose systems are read or written. */
  tenantAtWork(name: string): Promise<TenantAtWork>;
  /** Everything of a process that works, whatever the tenant. */
  runner(): Promise<Runner>;
  close(): Promise<void>;
}

const minuteMs = 60_000;

export function openDesk(around: Surroundings, { isJson }: { readonly isJson: boolean }): Desk {
  const say = createPrinter({ ...around, isJson });
  let connected: Promise<Database> | undefined;
  const url = () => {
    const given = around.env['DATABASE_URL'];
    if (!given) throw new RunnerError('database-missing');
    return given;
  };
  const connect = () => (connected ??= connectDatabase(url()));
  const database = async () => {
    const found = await connect();
    await checkSchema(found);
    return found;
  };

  async function runnerWith(makeKey: () => Promise<SealingKey>): Promise<Runner> {
    const [key, found] = [await makeKey(), await database()];
    const clock = createSharedClock(found, systemClock, (byMs) =>
      say.note(own('clock.off', { n: Math.round(Math.abs(byMs) / minuteMs) })),
    );
    await clock.set();
    return { database: found, key, outside: createOutside(clock) };
  }
  const runner = () => runnerWith(() => readSealingKey(around.env));

  async function openIn(given: Runner, name: string, hooks: Hooks = {}): Promise<OpenTenant> {
    if (!(await createTenants(given.database).has(name))) throw new RunnerError('tenant-unknown');
    return openTenant(name, given, hooks);
  }

  return {
    ...around,
    say,
    progress: createProgress(around.err),
    url,
    connect,
    database,
    runner,
    // Nothing is opened with it.
    tenant: async (name) => openIn(await runnerWith(() => sealingKeyOf(new Uint8Array(32))), name),
    tenantAtWork: async (name) => {
      const given = await runner();
      const halt = createHalt(given.outside.clock);
      const { connectSi } = given.outside;
      const outside = {
        ...given.outside,
        connectSi: (target: Parameters<typeof connectSi>[0]) => halt.heldBack(connectSi(target)),
      };
      let unstored: ErrorCode | undefined;
      const notify: Hooks['notify'] = (notice) => {
        if (notice.kind === 'failed') unstored = notice.code;
      };
      return { ...(await openIn({ ...given, outside }, name, { notify })), halt, unstored: () => unstored };
    },
    close: async () => {
      // What could not be opened need not be closed.
      const open = await connected?.catch(() => undefined);
      await open?.close();
    },
  };
}
