import { freshDatabase } from '../../runner/support/fresh-database.ts';
import { storesContract } from './stores-contract.ts';

const fresh = freshDatabase();

storesContract('PostgreSQL', () => fresh().home());
