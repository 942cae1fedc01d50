import type { Command } from 'commander';
import type { RunId } from '../../../domain/ids.ts';
import type { Uninformed } from '../../../domain/pair-state.ts';
import { currentPair } from '../../../run/current-pair.ts';
import { mayHaveBeenMailed, uninformedFacts } from '../../../ui/format/lines/uninformed-text.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import type { Desk } from '../desk.ts';
import { checkNothingOpen, follow, onInterrupt } from '../follow.ts';
import { commandText } from '../print/printer.ts';
import { findRow } from '../saved-plan.ts';
import { finish } from './import.ts';

interface Options {
  readonly all?: boolean;
}

/** Lists who has an account and no password email of ours, and sends it to those who are named. */
export function mail(program: Command, cli: Cli): void {
  const command = program
    .command('mail <name> [people...]')
    .description('list who has an account and was sent no password email, or send it to people by name')
    .option('--all', 'to everybody of the list, but for those who may have one already')
    .addHelpText(
      'after',
      `
People are named by account ID, email or whole name. Somebody who may have got an email already is only mailed by name.
Nobody is mailed a second time by itself.`,
    );
  examples(command, 'mail acme', 'mail acme anna@acme.com', 'mail acme --all');
  work<Options>(cli, command, async (desk, [name = '', ...people], { all = false }) => {
    if (all || people.length > 0) return send(desk, name, people);
    const { deps } = await desk.tenant(name);
    const listed = await deps.pairs.uninformed(await currentPair(deps));
    desk.say.json(listed);
    if (listed.length === 0) desk.say.line(own('mail.none'));
    for (const person of listed) desk.say.line(`${person.name} · ${uninformedFacts(person)}`);
    if (listed.length > 0) desk.say.line(own('mail.go', { command: commandText('mail', name, '--all') }));
    return undefined;
  });
}

/** Nobody named: everybody who certainly has none. */
async function send(desk: Desk, name: string, people: readonly string[]) {
  const tenant = await desk.tenantAtWork(name);
  const { deps, coordinator, halt } = tenant;
  await checkNothingOpen(deps);
  const listed = (await deps.pairs.uninformed(await currentPair(deps))).map(named);
  const meant = people.length > 0 ? people.map((one) => findRow(listed, one)) : listed.filter(isCertain);
  onInterrupt(desk, () => halt.halt());
  const siUserIds = meant.map(({ siUserId }) => siUserId);
  const { runId } = await follow(desk, tenant, () => coordinator.sendPasswordEmails({ siUserIds }));
  return finish(desk, { name, tenant, runId: runId as RunId, isByName: people.length > 0 });
}

/** As rows of a preview are named. */
function named(person: Uninformed) {
  return { ...person, key: `s:${person.siUserId}` };
}

function isCertain(person: Uninformed): boolean {
  return !mayHaveBeenMailed(person);
}
