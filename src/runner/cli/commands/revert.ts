import type { Command } from 'commander';
import type { RunId } from '../../../domain/ids.ts';
import type { RevertPlan } from '../../../domain/revert.ts';
import { AppError, fromErrorData } from '../../../shared/app-error.ts';
import { RunnerError } from '../../runner-error.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import type { Desk } from '../desk.ts';
import { checkNothingOpen, follow, onInterrupt } from '../follow.ts';
import { commandText } from '../print/printer.ts';
import { revertLines } from '../print/revert-lines.ts';
import { findRow } from '../saved-plan.ts';
import { finish } from './import.ts';

interface Options {
  readonly plan?: string;
  readonly person?: readonly string[];
}

/** Takes a run back: first shows what that would do, then does exactly that. */
export function revert(program: Command, cli: Cli): void {
  const command = program
    .command('revert <name> [run]')
    .description('show what taking a run back would do, then do exactly that by its fingerprint')
    .option('--person <person...>', 'only these people of the run')
    .option('--plan <fingerprint>', 'do what was shown under this fingerprint');
  examples(
    command,
    '# first:',
    'revert acme 5e0b…',
    '# then, with the fingerprint it names:',
    'revert acme --plan 81d2…',
  );
  work<Options>(cli, command, async (desk, [name = '', run], { plan, person }) => {
    if (plan !== undefined) return carryOut(desk, name, plan);
    if (run === undefined) throw new RunnerError('run-unknown');
    const shown = await workOut(desk, name, run as RunId, person);
    desk.say.json(shown);
    for (const line of revertLines(shown)) desk.say.line(line);
    if (shown.rows.some(({ verdict }) => verdict === 'revert'))
      desk.say.line(own('revert.go', { command: commandText('revert', name, '--plan', shown.fingerprint) }));
    return undefined;
  });
}

async function workOut(desk: Desk, name: string, runId: RunId, people?: readonly string[]): Promise<RevertPlan> {
  const tenant = await desk.tenantAtWork(name);
  const { deps, coordinator } = tenant;
  if (!(await deps.runs.get(runId))) throw new RunnerError('run-unknown');
  const touched = (await deps.runs.people(runId)).map(({ changeKey, ...person }) => ({ key: changeKey, ...person }));
  const keys = people?.map((each) => findRow(touched, each).key);
  await checkNothingOpen(deps);
  onInterrupt(desk, () => void coordinator.cancelImport());
  await follow(desk, tenant, () => coordinator.previewRevert({ runId, ...(keys && { keys }) }));
  const failed = await deps.state.get('revert-error');
  if (failed) throw fromErrorData(failed.error);
  const shown = await deps.state.get('revert-plan');
  if (!shown) throw new AppError('plan-missing');
  return shown;
}

async function carryOut(desk: Desk, name: string, fingerprint: string) {
  const tenant = await desk.tenantAtWork(name);
  await checkNothingOpen(tenant.deps);
  onInterrupt(desk, () => tenant.halt.halt());
  const { runId } = await follow(desk, tenant, () => tenant.coordinator.startRevert({ fingerprint }));
  return finish(desk, { name, tenant, runId: runId as RunId });
}
