import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runHere } from '../../../scripts/lib/runner/run-here.ts';
import { createHalt } from '../../../src/runner/work/halt.ts';
import { lookAt } from '../../../src/runner/work/look.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { dueCompany, fastClock, outsideOf, until } from '../work/companies.ts';
import { freshDatabase } from '../support/fresh-database.ts';

const fresh = freshDatabase();

test('an import a worker of another process is at is given up on request, with what is on its way settled', async () => {
  // The command has another key, and by its clock the next import is due as soon as this one is over.
  quietErrors();
  const world = await dueCompany(await fresh().home(), 5);
  const { tenant } = world.home;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let isOnItsWay = false;
  const first = () => {
    isOnItsWay = true;
    return answered;
  };
  world.si.twist({ on: 'writeFields', times: 1, first });
  const working = lookAt(tenant, { ...fresh(), outside: outsideOf([world]), halt: createHalt(fastClock) });
  await until(() => isOnItsWay);

  const env = { DATABASE_URL: fresh().url, RUNNER_KEY: Buffer.alloc(32, 7).toString('base64') };
  const cancelling = runHere(['import', tenant, '--cancel', '--json'], env);
  // Longer than the worker looks away.
  await pause(4_000);
  answer();
  const { code, out } = await cancelling;
  await working;
  expect(JSON.parse(out)).toMatchObject({ run: { state: 'cancelled', counts: { confirmed: 1 } } });
  expect([code, world.si.callsOf('writeFields').length]).toEqual([0, 1]);
});
