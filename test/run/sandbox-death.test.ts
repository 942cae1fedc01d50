import { createWorld } from './fakes/test-deps.ts';
import { sandboxDeathSuite } from './sandbox-death-suite.ts';

sandboxDeathSuite('IndexedDB', createWorld, 1 / 25);
