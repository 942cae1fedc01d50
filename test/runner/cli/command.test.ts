import '../../ui/texts.ts';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { type Cli, work } from '../../../src/runner/cli/command.ts';
import { RunnerError } from '../../../src/runner/runner-error.ts';

test('what fails after the result is told beside it, so that programs read one value', async () => {
  let [out, err, ended] = ['', '', 0];
  const cli: Cli = {
    env: {},
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    signals: { once: () => undefined },
    exit: () => undefined,
    end: (code) => (ended = code),
  };
  const command = new Command('work').option('--json');
  work(cli, command, async ({ say }) => {
    say.json({ working: true });
    throw new RunnerError('database-newer');
  });
  await command.parseAsync(['--json'], { from: 'user' });
  expect([ended, JSON.parse(out)]).toEqual([2, { working: true }]);
  expect(err).toContain('A newer version of this program has worked with the database.');
});
