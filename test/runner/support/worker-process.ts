import { createBambooApi } from '../../../src/bamboo-api/create-bamboo-api.ts';
import { connectDatabase } from '../../../src/runner/store/database.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createHalt } from '../../../src/runner/work/halt.ts';
import { openLooks } from '../../../src/runner/work/looks.ts';
import { serve } from '../../../src/runner/work/serve.ts';
import { systemClock } from '../../../src/shared/system-clock.ts';
import { createSiApi } from '../../../src/si-api/create-si-api.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { createFastClock, inTimeOf } from './fast-time.ts';
import type { WorkerOrder } from './start-worker-process.ts';

/** A worker as the product's own, but for a clock that is fast and hosts that lead to the sandbox. Says when it is at work. */
const order = JSON.parse(process.env['WORKER_ORDER'] ?? '{}') as WorkerOrder;
// It does not outlive the test.
process.once('disconnect', () => process.exit(1));
if (!process.connected) process.exit(1);

const clock = order.time ? createFastClock(order.time) : systemClock;
const database = await connectDatabase(order.url);
const looks = await openLooks({ url: order.url, ...order.jobs });
const http = { fetch: createSandboxFetch(order.port), clock: systemClock };
const looking = {
  database,
  key: await sealingKeyOf(Uint8Array.from(Buffer.from(order.key, 'hex'))),
  outside: {
    clock,
    connectBamboo: (target: Parameters<typeof createBambooApi>[0]) => createBambooApi({ ...target, ...http }),
    connectSi: (target: Parameters<typeof createSiApi>[0]) => createSiApi({ ...target, ...http }),
    newId: () => crypto.randomUUID(),
    random: () => 0,
    told: () => undefined,
  },
  halt: createHalt(clock),
};
const served = serve(looking, {
  looks: inTimeOf(looks, order.time?.speed ?? 1),
  atOnce: order.atOnce,
  signals: process,
});
process.send?.('at work');
process.exit((await served) ? 0 : 1);
