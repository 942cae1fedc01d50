import { canarySuite } from '../../run/write/canary-suite.ts';
import { freshDatabase, worldsIn } from '../support/fresh-database.ts';

canarySuite('PostgreSQL', worldsIn(freshDatabase()), 0.2);
