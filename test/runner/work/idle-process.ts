import { connectDatabase } from '../../../src/runner/store/database.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createHalt } from '../../../src/runner/work/halt.ts';
import { openLooks } from '../../../src/runner/work/looks.ts';
import { serve } from '../../../src/runner/work/serve.ts';
import { systemClock } from '../../../src/shared/system-clock.ts';

/** A worker for a database without tenants, told to end by a signal. Says when it is at work. */
const nobody = () => {
  throw new Error('there are no tenants');
};
const url = process.env['DATABASE_URL'] ?? '';
const looks = await openLooks({ url });
const looking = {
  database: await connectDatabase(url),
  key: await sealingKeyOf(new Uint8Array(32)),
  outside: {
    clock: systemClock,
    connectBamboo: nobody,
    connectSi: nobody,
    newId: () => crypto.randomUUID(),
    random: () => 0,
    told: () => undefined,
  },
  halt: createHalt(systemClock),
};
const served = serve(looking, { looks, atOnce: 2, signals: process });
setTimeout(() => console.log('at work'), 1_500);
process.exit((await served) ? 0 : 1);
