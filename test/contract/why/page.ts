import { createHandlers } from '../../../entrypoints/background/handlers.ts';
import { createHistoryReader } from '../../../src/history/reader.ts';
import type { Command, CommandData } from '../../../src/messaging/protocol.ts';
import type { CommandReply } from '../../../src/messaging/replies.ts';
import { glanceOf } from '../../../src/ui/health/glance-model.ts';
import { personSearchOf } from '../../../src/ui/health/person-search-model.ts';
import { switchedOffOf } from '../../../src/ui/health/switched-off.ts';
import { whyNot } from '../../../src/ui/health/why/why.ts';
import type { Why } from '../../../src/ui/health/why/why-facts.ts';
import { factsOf, readPerson, withChoices } from '../../../src/ui/health/why/why-facts-of.ts';
import type { UiPort } from '../../../src/ui/shell/port.ts';
import { createUiModel, type UiModel } from '../../../src/ui/shell/ui-model.ts';
import type { AtSandbox } from '../../run/fakes/sandbox-worker.ts';

/** The user interface's way to the worker at the sandbox and to what it stored: the real handlers, the real database. */
export function portTo({ world, worker }: Pick<AtSandbox, 'world' | 'worker'>): UiPort {
  const { handlers } = createHandlers(worker.deps);
  return {
    send: <C extends Command>(command: C, data: CommandData<C>) =>
      (handlers[command] as (payload: CommandData<C>) => Promise<CommandReply<C>>)(data),
    history: createHistoryReader(async () => world.home.db),
    onChange: () => () => undefined,
    openFullTab: async () => undefined,
    grantAccess: async () => false,
    saveFile: () => undefined,
    testGuards: async () => [],
    storageUse: async () => undefined,
    about: () => ({ version: '0.1.0', agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36' }),
    now: world.clock.now,
  };
}

/** What the page comes to when it is opened now, on whatever the worker has stored by then. */
export async function openModel(at: Pick<AtSandbox, 'world' | 'worker'>): Promise<UiModel> {
  const ui = createUiModel(portTo(at));
  await Promise.all(
    [ui.status, ui.plan, ui.health, ui.activity, ui.decisions, ui.history].map((model) => model.load()),
  );
  switchedOffOf(ui);
  const glance = glanceOf(ui);
  // Its last signal: everything else has been read by then.
  while (glance.days.value === undefined) {
    const error = glance.error.value;
    if (error !== undefined) throw new Error(error.code);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return ui;
}

/**
 * The answer of "Why is this person not updating?", asked as the page asks it. `who` is the key of a row, or what somebody
 * typed of whom the plan has nothing.
 */
export async function askWhy(at: Pick<AtSandbox, 'world' | 'worker'>, who: string): Promise<Why> {
  const ui = await openModel(at);
  try {
    const row = ui.plan.rows.value?.find(({ key }) => key === who);
    if (row === undefined && /^[es]:/.test(who)) throw new Error(`the plan has no row ${who}`);
    const query = row?.name ?? who;
    const search = personSearchOf(ui);
    search.setQuery(query);
    const answers = search.answers.value ?? [];
    if (row === undefined ? answers.length > 0 : !answers.includes(row)) throw new Error(`${who} is not found so`);
    const person = row && (await readPerson(ui, row));
    const facts = factsOf(ui, query, row && person && withChoices(ui, row, person));
    if (facts === undefined) throw new Error('the worker has not said how it is set');
    return whyNot(facts);
  } finally {
    ui.dispose();
  }
}
