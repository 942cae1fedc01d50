import { describe } from 'vitest';
import type { MakeHome } from './home.ts';
import { pairsContract } from './pairs.ts';
import { plansContract } from './plans.ts';
import { recordsContract } from './records.ts';
import { runsContract } from './runs.ts';
import { secretsContract } from './secrets.ts';
import { valuesContract } from './values.ts';

/** What a store is: everything `RunDeps` stores, held against every place where it may lie. */
export function storesContract(place: string, makeHome: MakeHome): void {
  describe(`stored in ${place}`, () => {
    plansContract(makeHome);
    runsContract(makeHome);
    pairsContract(makeHome);
    recordsContract(makeHome);
    secretsContract(makeHome);
    valuesContract(makeHome);
  });
}
