import type { Command } from 'commander';
import type { RunId } from '../../../domain/ids.ts';
import { AppError } from '../../../shared/app-error.ts';
import { type Cli, examples, work } from '../command.ts';
import { checkNothingOpen, follow, onInterrupt } from '../follow.ts';
import { countOption } from '../options.ts';
import { savedPlan } from '../saved-plan.ts';
import { finish } from './import.ts';

interface Options {
  readonly plan: string;
  readonly count?: number;
}

/** Stores the employee IDs of people who differ in nothing else, so that they are found by them from then on. */
export function storeIds(program: Command, cli: Cli): void {
  const command = program
    .command('store-ids <name>')
    .description('store the employee IDs and hire dates of people who differ in nothing else')
    .requiredOption('--plan <fingerprint>', 'of which preview')
    .option('--count <n>', 'how many IDs are replaced, where the preview asks for it', countOption);
  examples(command, 'store-ids acme --plan 3f9c…');
  work<Options>(cli, command, async (desk, [name = ''], { plan: fingerprint, count }) => {
    const tenant = await desk.tenantAtWork(name);
    const { deps, coordinator, halt } = tenant;
    const { header } = await savedPlan(deps);
    const order = { planId: header.id, fingerprint, ...(count === undefined ? {} : { typedCount: count }) };
    if (header.basis.idsToStore === 0) throw new AppError('plan-empty');
    await checkNothingOpen(deps);
    onInterrupt(desk, () => halt.halt());
    const { runId } = await follow(desk, tenant, () => coordinator.storeEmployeeIds(order));
    return finish(desk, { name, tenant, runId: runId as RunId });
  });
}
