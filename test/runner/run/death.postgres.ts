import { deathSuite } from '../../run/death-suite.ts';
import { freshDatabase, worldsIn } from '../support/fresh-database.ts';

deathSuite('PostgreSQL', worldsIn(freshDatabase()), 1 / 10);
