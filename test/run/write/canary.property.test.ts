import { createWorld } from '../fakes/test-deps.ts';
import { canarySuite } from './canary-suite.ts';

canarySuite('IndexedDB', createWorld, 0.5);
