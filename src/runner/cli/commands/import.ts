import type { Command } from 'commander';
import type { RunId } from '../../../domain/ids.ts';
import { AppError } from '../../../shared/app-error.ts';
import { RunnerError } from '../../runner-error.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { follow, onInterrupt, stayWith } from '../follow.ts';
import { errorLines, sayError } from '../print/error-lines.ts';
import { commandText } from '../print/printer.ts';
import { questionLines } from '../print/question-lines.ts';
import { exitCodeOfRun, resultLines } from '../print/run-lines.ts';
import { findRow, savedPlan } from '../saved-plan.ts';

interface Options {
  readonly plan?: string;
  readonly only?: string;
  readonly resume?: boolean;
  readonly cancel?: boolean;
}

type Tenant = Awaited<ReturnType<Desk['tenantAtWork']>>;

/** Imports exactly the preview that was looked at, in this process. */
export function importPlan(program: Command, cli: Cli): void {
  const command = program
    .command('import <name>')
    .description('import exactly the preview with this fingerprint, and stay until it is done')
    .option('--plan <fingerprint>', 'which preview: it names its fingerprint')
    .option('--only <person>', 'this one person of it, and nobody else')
    .option('--resume', 'go on with an import that was left open')
    .option('--cancel', 'give up the rest of it: what is on its way is settled, and nothing else is written')
    .addHelpText(
      'after',
      `
Both systems are read again first; who is different by then is left out and named. No password email of ours is sent.
Ctrl-C settles what is on its way and leaves the rest for a worker, or for the same command.`,
    );
  examples(
    command,
    'import acme --plan 3f9c…',
    'import acme --plan 3f9c… --only anna@acme.com',
    'import acme --cancel',
  );
  work<Options>(cli, command, async (desk, [name = ''], options) => {
    const tenant = await desk.tenantAtWork(name);
    onInterrupt(desk, () => tenant.halt.halt());
    const runId = options.cancel ? await giveUp(tenant) : await begin(desk, tenant, options);
    return finish(desk, {
      name,
      tenant,
      runId,
      isGivenUp: options.cancel === true,
      isByName: options.only !== undefined,
    });
  });
}

/** The run that is open, which ends now; where another process is at it, as soon as that one has looked. */
async function giveUp({ deps, coordinator }: Tenant): Promise<RunId> {
  const open = await deps.runs.openRun();
  if (!open) throw new RunnerError('run-unknown');
  // First: whoever is at the run, or takes it over in this moment, finds it.
  await deps.state.set('cancel-wish', { runId: open.id });
  await coordinator.cancelImport();
  return open.id;
}

/** The run that is left open, where it is the one that is meant; else one that begins now. */
async function begin(desk: Desk, tenant: Tenant, { plan: fingerprint, only, resume }: Options): Promise<RunId> {
  const { deps, coordinator } = tenant;
  const open = await deps.runs.openRun();
  // One person is never a whole import that was left open.
  if (open && only === undefined && (resume || (await isMeant(deps, open.id, fingerprint)))) return open.id;
  if (open) throw new RunnerError('run-open');
  if (resume || fingerprint === undefined) throw new AppError('plan-missing');
  const { header, plan } = await savedPlan(deps);
  const one = only === undefined ? undefined : findRow(plan.changes, only).key;
  const order = { planId: header.id, fingerprint, ...(one === undefined ? {} : { only: one }) };
  const { runId } = await follow(desk, tenant, () => coordinator.startImport(order));
  return runId as RunId;
}

/** Whether the run is the import of the current preview, and that is the one of the fingerprint. */
async function isMeant({ state, plans }: Tenant['deps'], id: RunId, fingerprint?: string): Promise<boolean> {
  const current = await state.get('current-plan');
  const header = current && (await plans.header(current.planId));
  return header?.runId === id && header.fingerprint === fingerprint;
}

interface Ending {
  readonly name: string;
  readonly tenant: Tenant;
  readonly runId: RunId;
  /** That the run is cancelled is what was asked for. */
  readonly isGivenUp?: boolean;
  /** Whom it is for was named, one by one. */
  readonly isByName?: boolean;
}

/** Stays until the run is over, and says what it came to. */
export async function finish(
  desk: Desk,
  { name, tenant, runId, isGivenUp, isByName = false }: Ending,
): Promise<ExitCode> {
  const { deps } = tenant;
  const run = await stayWith(desk, tenant, runId);
  const people = await deps.runs.people(run.id);
  desk.say.json({ run, people });
  if (run.state === 'running') {
    desk.say.note(own('import.left', { command: commandText('import', name, '--resume') }));
  } else {
    for (const line of resultLines(run, people)) desk.say.line(line);
    if (!desk.say.isJson) await sayQuestions(desk, deps, name);
  }
  return isGivenUp && run.state === 'cancelled' ? exitCode.done : exitCodeOfRun(run, { isByName });
}

/** A question that cannot be read changes nothing in what the run came to. */
async function sayQuestions({ say }: Desk, deps: Tenant['deps'], name: string): Promise<void> {
  try {
    for (const line of await questionLines(deps, name)) say.line(line);
  } catch (thrown) {
    for (const line of errorLines(sayError(thrown))) say.note(line);
  }
}
