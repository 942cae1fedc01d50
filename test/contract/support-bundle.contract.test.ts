import './why/texts.ts';
import { describe, expect, it } from 'vitest';
import type { Command, CommandData } from '../../src/messaging/protocol.ts';
import { readBundle } from '../../src/ui/health/support/read-bundle.ts';
import { importPlan, preview } from '../run/fakes/test-deps.ts';
import { workAtSandbox } from '../run/fakes/sandbox-worker.ts';
import { traps } from '../ui/health/traps.ts';
import { openModel, portTo } from './why/page.ts';
import { castOf, writesTo } from './why/scene.ts';

/**
 * The bundle of a company whose people, places, titles and answers are made of the words: an import by hand with people
 * who were refused and people who were decided about, a record that cannot be read, a suspension, a key that is refused.
 */
async function bundleOf(words: readonly string[]) {
  const at = await workAtSandbox({ employees: 90, seed: 3 });
  const { worker, sandbox } = at;
  const { bamboo, si } = sandbox.state;
  const word = (index: number) => words[index % words.length] ?? '';
  const send = <C extends Command>(command: C, data: CommandData<C>) => portTo(at).send(command, data);
  await at.facts({ manualImportDone: false, firstCreation: undefined });
  bamboo.displayName = bamboo.legalName = si.name = word(0);
  const ids = new Map(si.users.map((user) => [user.externalSystemId, user]));
  for (const [index, employee] of bamboo.employees.entries()) {
    const named = { firstName: word(index), lastName: word(index + 3) };
    const account = ids.get(employee.id);
    Object.assign(employee, named, { preferredName: word(index), employmentHistoryStatus: word(index) });
    if (account) Object.assign(account, named, { team: word(index), phone: word(index) });
  }
  const cast = castOf(at);
  const people = words.map(() => cast.pair());
  for (const [index, { employee, user }] of people.entries()) {
    Object.assign(employee, { jobTitle: word(index), department: word(index + 1), location: word(index + 2) });
    Object.assign(user, { role: word(index + 4), department: word(index + 5), location: word(index + 6) });
  }
  const [refused, pinned, ignored, kept, broken] = people;
  if (!refused || !pinned || !ignored || !kept || !broken) throw new Error('nobody is there');
  Object.assign(broken.employee, { department: { [word(1)]: word(2) } });
  for (const login of [1, 2]) cast.newcomer({ firstName: word(login), lastName: word(login + 1) });
  await preview(worker);
  const name = word(3);
  await send('decide', { decision: { kind: 'ignore', employeeId: ignored.employee.id }, name });
  await send('decide', { decision: { kind: 'protect', siUserId: pinned.user.id }, name });
  await send('decide', { decision: { kind: 'deactivate', siUserId: kept.user.id, typedName: name }, name });
  const stored = JSON.stringify(await preview(worker));
  const message = { error: word(4), message: `${word(5)}: ${word(6)}` };
  sandbox.faults.add({
    side: 'si',
    path: writesTo(refused.user),
    method: 'PUT',
    status: 400,
    json: message,
    count: 'forever',
  });
  await importPlan(worker);
  at.world.clock.advance(60_000);
  await preview(worker);
  await send('saveSettings', { automaticImports: true, genderTable: { [word(7)]: 'male' } });
  sandbox.faults.add({ side: 'bamboo', path: '/api/', status: 401, json: message, count: 'forever' });
  at.world.clock.advance(4 * 3_600_000);
  await worker.coordinator.tick();
  await worker.quiet();
  await worker.coordinator.refreshPreview();
  await worker.quiet();
  await send('saveSettings', { suspendedUntilMs: 0, suspendReason: word(8) });
  const ui = await openModel(at);
  const text = await readBundle(ui);
  ui.dispose();
  return { text, stored };
}

describe('the support bundle of a hostile company', () => {
  it('is the same whatever its people are called, and holds none of their words', async () => {
    const hostile = await bundleOf(traps);
    const marked = await bundleOf(traps.map((trap) => `${trap} Zaphod-7f3a`));
    expect(marked.text).not.toMatch(/zaphod|7f3a/i);
    // The database really is full of them: the test cannot pass on an empty company.
    expect(marked.stored.split('Zaphod').length).toBeGreaterThan(100);
    expect(JSON.parse(hostile.text)).toEqual(JSON.parse(marked.text));
    expect(JSON.parse(hostile.text)).toMatchObject({
      settings: { suspended: true },
      schedule: { problem: { error: { code: 'bamboo-wrong-key' } } },
      previewError: { error: { code: 'bamboo-wrong-key' } },
      plan: { issues: [{ side: 'bamboo', reason: 'invalid-field', fields: ['department'] }] },
      pair: { firstCreation: 'asked' },
      decisions: { ignore: 1, protect: 1, deactivate: 1 },
      runs: [
        { trigger: 'automatic', state: 'failed' },
        { trigger: 'manual', counts: { failed: 1 } },
      ],
    });
  });
});
