import type { Command } from 'commander';
import type { StoredPlan } from '../../../history/plan-store.ts';
import { AppError, fromErrorData } from '../../../shared/app-error.ts';
import { planCsv, planData } from '../../../ui/export/plan-rows.ts';
import { guardFix, guardWhat } from '../../../ui/format/guard-text.ts';
import { type Cli, examples, work } from '../command.ts';
import type { Desk } from '../desk.ts';
import { checkNothingOpen, follow, onInterrupt } from '../follow.ts';
import { sayNext } from '../print/next-lines.ts';
import { planLines } from '../print/plan-lines.ts';
import { savedPlan } from '../saved-plan.ts';

interface Options {
  readonly csv?: boolean;
  readonly saved?: boolean;
  readonly all?: boolean;
}

/** Reads both systems and says what an import would change; writes nothing. */
export function preview(program: Command, cli: Cli): void {
  const command = program
    .command('preview <name>')
    .description('read both systems and show what an import would change and why; writes nothing')
    .option('--csv', 'rows for a spreadsheet, as the page exports them')
    .option('--saved', 'show the preview that was made last, without reading anything')
    .option('--all', 'also list who needs nothing');
  examples(command, 'preview acme', "preview acme --json | jq -r '.fingerprint'", 'preview acme --csv > acme.csv');
  // The parser tells by itself only options of one command that exclude each other.
  command.hook('preAction', () => {
    const { csv, json } = command.optsWithGlobals<Options & { readonly json?: boolean }>();
    if (csv && json) command.error("error: option '--csv' cannot be used with option '--json'");
  });
  work<Options>(cli, command, async (desk, [name = ''], { csv, saved, all = false }) => {
    const stored = await (saved ? keptPlan(desk, name) : freshPlan(desk, name));
    const { header, plan } = stored;
    if (csv) desk.say.raw(planCsv(plan.changes, true));
    else if (desk.say.isJson) desk.say.json(forPrograms(stored));
    else {
      for (const line of planLines(header, plan.changes, { all })) desk.say.line(line);
      sayNext(desk.say, name, stored);
    }
  });
}

async function keptPlan(desk: Desk, name: string): Promise<StoredPlan> {
  const { deps } = await desk.tenant(name);
  return savedPlan(deps);
}

/** Errors: what kept the preview from being made. */
async function freshPlan(desk: Desk, name: string): Promise<StoredPlan> {
  const tenant = await desk.tenantAtWork(name);
  const { deps, coordinator } = tenant;
  await checkNothingOpen(deps);
  const before = await deps.state.get('current-plan');
  onInterrupt(desk, () => void coordinator.cancelImport());
  await follow(desk, tenant, () => coordinator.refreshPreview());
  const failed = await deps.state.get('preview-error');
  if (failed) throw fromErrorData(failed.error);
  const fresh = await savedPlan(deps);
  // Where not even the error could be stored, an older preview is not shown as a new one.
  if (fresh.header.id === before?.planId) throw new AppError(tenant.unstored() ?? 'run-interrupted');
  return fresh;
}

function forPrograms({ header, plan }: StoredPlan) {
  const { guards, heldBack, pair } = header;
  const said = guards.map((guard) => ({ ...guard, what: guardWhat(guard), fix: guardFix(guard.id) }));
  return { ...planData(header, plan.changes), pair, heldBack, guards: said, imported: header.runId !== undefined };
}
