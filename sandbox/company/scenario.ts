import type { Random } from '../random.ts';
import type { Modes } from '../state/modes.ts';
import type { CompanyDraft } from './create-company.ts';

/** What a scenario may change: the generated company, the modes, the key to set up with. */
export interface ScenarioContext extends CompanyDraft {
  modes: Modes;
  random: Random;
  /** Name of the BambooHR key in `accounts.bamboo.apiKey`. */
  keyName: string;
}

/** A special company, applied over the default one. */
export interface Scenario {
  name: string;
  description: string;
  /** Size when none is asked for. */
  employees?: number;
  apply(context: ScenarioContext): void;
}
