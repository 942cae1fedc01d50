import { deathSuite } from './death-suite.ts';
import { createWorld } from './fakes/test-deps.ts';

deathSuite('IndexedDB', createWorld, 1 / 3);
