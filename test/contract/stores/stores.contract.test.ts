import { openFreshHistory } from '../../history/support.ts';
import { indexedDbHome } from './indexeddb-home.ts';
import { storesContract } from './stores-contract.ts';

storesContract('IndexedDB', async () => indexedDbHome(await openFreshHistory()));
