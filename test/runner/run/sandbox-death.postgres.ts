import { sandboxDeathSuite } from '../../run/sandbox-death-suite.ts';
import { freshDatabase, worldsIn } from '../support/fresh-database.ts';

sandboxDeathSuite('PostgreSQL', worldsIn(freshDatabase()), 1 / 50);
