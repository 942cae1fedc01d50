import { createRandom } from '../random.ts';
import { FaultList } from '../server/faults.ts';
import { RequestLog } from '../server/request-log.ts';
import { TriggerList } from '../server/triggers.ts';
import type { World } from '../server/world.ts';
import { defaultModes } from '../state/modes.ts';
import { createCompany } from './create-company.ts';
import { findScenario } from './find-scenario.ts';
import type { ScenarioContext } from './scenario.ts';

export interface WorldOptions {
  employees?: number;
  seed?: number;
  scenario?: string;
  today?: string;
}

/** A generated world with a scenario applied. Throws RangeError for an unknown scenario or a size below 2. */
export function buildWorld(options: WorldOptions): { world: World; keyName: string } {
  const scenario = findScenario(options.scenario ?? 'default');
  const size = options.employees ?? scenario.employees ?? 250;
  const seed = options.seed ?? 1;
  if (!Number.isInteger(size) || size < 2) throw new RangeError('employees is a whole number from 2');
  const draft = createCompany(size, seed, options.today ?? new Date().toISOString().slice(0, 10));
  const context: ScenarioContext = {
    ...draft,
    modes: defaultModes(),
    random: createRandom(seed, `scenario:${scenario.name}`),
    keyName: 'full',
  };
  scenario.apply(context);
  context.state.scenario = scenario.name;
  const world: World = {
    state: context.state,
    modes: context.modes,
    faults: new FaultList(),
    triggers: new TriggerList(),
    requests: new RequestLog(),
    stopped: { bamboo: false, si: false },
  };
  return { world, keyName: context.keyName };
}
