import { Argument, type Command, Option } from 'commander';
import { changeKinds, type ChangeKind, isWriting } from '../../../domain/change.ts';
import { checkCurrent } from '../../../run/import/check-order.ts';
import { isSelectable } from '../../../sync/settle/settle.ts';
import { RunnerError } from '../../runner-error.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { sayNext } from '../print/next-lines.ts';
import { findRow, savedPlan } from '../saved-plan.ts';

interface Options {
  readonly plan: string;
  readonly kind?: ChangeKind;
}

/** Takes rows of the saved preview in, or leaves them out, as the boxes before them do. */
export function choose(program: Command, cli: Cli): void {
  const command = program
    .command('choose <name>')
    .description('choose which rows of a preview are imported; it has another fingerprint then')
    .addArgument(new Argument('<which>', 'in: with the import; out: without').choices(['in', 'out']))
    .argument('[people...]', 'key, employee ID, account ID, email or whole name of each')
    .requiredOption('--plan <fingerprint>', 'of which preview')
    .addOption(new Option('--kind <kind>', 'everybody of one kind').choices(changeKinds.filter(isWriting)));
  examples(command, 'choose acme out anna@acme.com 17 --plan 3f9c…', 'choose acme out --kind deactivate --plan 3f9c…');
  work<Options>(cli, command, async (desk, [name = '', which, ...people], { plan: fingerprint, kind }) => {
    const { deps, coordinator } = await desk.tenant(name);
    const { header, plan } = checkCurrent(await savedPlan(deps), fingerprint, deps.clock.now());
    if (people.length === 0 && kind === undefined) throw new RunnerError('person-unknown');
    const rows = people.map((person) => findRow(plan.changes, person));
    const fixed = rows.filter((row) => !isSelectable(row));
    if (fixed.length > 0) throw new RunnerError('row-fixed', { facts: fixed.map((row) => row.name) });
    const selected = which === 'in';
    if (rows.length > 0) {
      const keys = rows.map(({ key }) => key);
      await coordinator.chooseRows({ planId: header.id, rows: { keys }, selected });
    }
    if (kind !== undefined) await coordinator.chooseRows({ planId: header.id, rows: { kind }, selected });
    const chosen = await savedPlan(deps);
    const count = chosen.plan.changes.filter((change) => change.selected).length;
    desk.say.json({ name, fingerprint: chosen.header.fingerprint, selected: count });
    desk.say.line(own('choose.done', { n: count }));
    sayNext(desk.say, name, chosen);
  });
}
