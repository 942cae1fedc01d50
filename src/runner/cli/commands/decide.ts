import { Argument, type Command } from 'commander';
import { confirmUnreadable } from '../../../admin/confirm-unreadable.ts';
import { decide as store, tryFieldAgain, undecide } from '../../../admin/decide.ts';
import { decisionId, keptFields } from '../../../domain/link.ts';
import type { CommandData } from '../../../messaging/protocol.ts';
import { currentPair } from '../../../run/current-pair.ts';
import { decidedText } from '../../../ui/format/decision-text.ts';
import { RunnerError } from '../../runner-error.ts';
import type { OpenTenant } from '../../tenant-deps.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import type { Printer } from '../print/printer.ts';
import { findRow, type Named, savedPlan } from '../saved-plan.ts';

const whats = [
  'exclude',
  'link',
  'create',
  'protect',
  'release',
  'keep',
  'unused',
  'try-again',
  'undo',
  'list',
] as const;
type What = (typeof whats)[number];

interface Options {
  readonly account?: string;
  readonly field?: string;
  readonly typedName?: string;
}

type Decision = CommandData<'decide'>['decision'];

/** Stores what an administrator decides about a person, or takes it back. */
export function decide(program: Command, cli: Cli): void {
  const command = program
    .command('decide <name>')
    .description('decide about one person of the last preview, list what was decided, or take it back')
    .addArgument(new Argument('<what>', 'what is decided').choices(whats))
    .argument('[person]', 'key, employee ID, account ID, email or whole name; for undo the ID of a decision')
    .option('--account <person>', 'link: the account that belongs to the person')
    .option('--field <field>', `keep, unused, try-again: which field, such as ${keptFields.join(', ')}`)
    .option('--typed-name <name>', 'release: the name of the protected person, as the preview shows it')
    .addHelpText(
      'after',
      `
exclude    is not synchronised          create     is made although the name exists
link       belongs to --account         protect    is never deactivated by itself
release    a protected leaver is deactivated with the next import, once the name was typed
keep       leaves --field as it is in Small Improvements
unused     --field is not used in BambooHR; automatic imports go on without it. rights: leavers are
           deactivated although Small Improvements does not show who is an administrator
try-again  --field is compared again that Small Improvements did not take
undo       takes a decision back, by the ID that list shows`,
    );
  examples(command, 'decide acme exclude anna@acme.com', 'decide acme keep 17 --field jobTitle', 'decide acme list');
  work<Options>(cli, command, async (desk, [name = '', what = '', person], options) => {
    const tenant = await desk.tenant(name);
    await perform(tenant, desk.say, { what: what as What, person, options });
  });
}

interface Wish {
  readonly what: What;
  readonly person: string | undefined;
  readonly options: Options;
}

async function perform({ deps }: OpenTenant, say: Printer, { what, person, options }: Wish): Promise<void> {
  if (what === 'list') {
    const decisions = await deps.pairs.storedDecisions(await currentPair(deps));
    say.json(decisions);
    if (decisions.length === 0) say.line(own('decide.none'));
    for (const { id, decision, name } of decisions) say.line(`${id} · ${decidedText(decision.kind)} · ${name ?? ''}`);
    return;
  }
  if (what === 'undo') {
    await undecide(deps, { id: needed(person) });
    say.json({ undone: person });
    return say.line(own('decide.taken-back'));
  }
  if (what === 'unused' || what === 'try-again') {
    const field = needed(options.field);
    await (what === 'unused' ? confirmUnreadable(deps, { field }) : tryFieldAgain(deps, { field }));
    say.json({ [what]: field });
    return say.line(own('decide.done', { what, who: field }));
  }
  const { plan } = await savedPlan(deps);
  const row = findRow(plan.changes, needed(person));
  const account = options.account === undefined ? undefined : findRow(plan.changes, options.account);
  const decision = decisionOf(what, row, { ...options, account });
  await store(deps, { decision, name: row.name });
  say.json({ id: decisionId(decision), decision });
  say.line(own('decide.done', { what: decidedText(decision.kind), who: row.name }));
}

function decisionOf(
  what: Exclude<What, 'list' | 'undo' | 'unused' | 'try-again'>,
  row: Named,
  { account, field, typedName }: Omit<Options, 'account'> & { readonly account: Named | undefined },
): Decision {
  switch (what) {
    case 'exclude':
      return { kind: 'ignore', employeeId: needed(row.employeeId) };
    case 'link':
      return { kind: 'pin', employeeId: needed(row.employeeId), siUserId: needed(account?.siUserId) };
    case 'create':
      return { kind: 'create-anyway', employeeId: needed(row.employeeId) };
    case 'protect':
      return { kind: 'protect', siUserId: needed(row.siUserId) };
    case 'release':
      return { kind: 'deactivate', siUserId: needed(row.siUserId), typedName: needed(typedName) };
    case 'keep':
      return {
        kind: 'keep',
        employeeId: needed(row.employeeId),
        field: needed(keptFields.find((each) => each === field)),
      };
    default:
      throw new RunnerError('decision-unclear');
  }
}

/** What was given and is not blank. Errors: `decision-unclear` */
function needed<T extends string>(given: T | undefined): T {
  if (given === undefined || given.trim() === '') throw new RunnerError('decision-unclear');
  return given;
}
