import '../../ui/texts.ts';
import { describe, expect, test } from 'vitest';
import { runHere } from '../../../scripts/lib/runner/run-here.ts';

const commands = [
  'init',
  'add',
  'test',
  'preview',
  'choose',
  'import',
  'answer',
  'override',
  'decide',
  'store-ids',
  'mail',
  'history',
  'revert',
  'list',
  'status',
  'pause',
  'remove',
  'transfer',
  'webhook',
  'work',
];

describe('the command line', () => {
  test('lists every command, the exit codes and an example', async () => {
    const { code, out } = await runHere(['--help']);
    expect(code).toBe(0);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ +${command}\\b`, 'm'));
    expect(out).toContain('4 refused key');
  });

  test.each(commands)('teaches %s by an example', async (command) => {
    const { code, out } = await runHere([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Example:\\n(?: +#.*\\n)? +npm run -s runner -- ${command}`));
    expect(out).toContain('--json');
  });

  test.each([
    [['previw', 'acme'], 'Did you mean preview?'],
    [['preview'], "missing required argument 'name'"],
    [['preview', 'acme', '--colour'], 'unknown option'],
    [['preview', 'acme', 'more'], 'too many arguments'],
    [['answer', 'acme', 'perhaps'], 'Allowed choices are mailed, not-mailed'],
    [['history', 'acme', '--limit', 'all'], 'Use a whole number from 1 on.'],
    [['work', '--metrics-port', '70000'], 'Use a whole number from 1 to 65535.'],
    [['pause', 'acme', '--until', 'tomorrow'], 'Write a day as 2026-12-24.'],
    [['pause', 'acme', '--until', '2027-02-31'], 'Write a day as 2026-12-24.'],
    [['override', 'acme'], "required option '--plan <fingerprint>' not specified"],
    [['list', '--language', 'fr'], 'Allowed choices are en, de'],
    [['preview', 'acme', '--csv', '--json'], "option '--csv' cannot be used with option '--json'"],
    [['preview', 'acme', '--plan'], 'unknown option'],
  ])('refuses %j with 2 and says why, to people and to programs', async (args, why) => {
    const isJson = args.includes('--json');
    const { code, out, err } = await runHere(args.filter((word) => isJson || word !== '--json'));
    if (!isJson) {
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(why);
    }
    const told = await runHere(isJson ? args : ['--json', ...args]);
    expect([told.code, told.err]).toEqual([2, '']);
    expect(JSON.parse(told.out)).toEqual({
      error: {
        code: 'usage',
        what: expect.stringContaining(why),
        fix: 'Add --help to see how it is used.',
        facts: [],
      },
    });
  });

  test('asks programs for a command', async () => {
    const { code, out, err } = await runHere(['--json']);
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'usage', what: 'missing command' } });
  });

  test('says what is missing in the language of the environment, or the one that is asked for', async () => {
    const german = await runHere(['list'], { LANG: 'de_AT.UTF-8' });
    expect([german.code, german.err]).toEqual([2, expect.stringContaining('DATABASE_URL ist nicht gesetzt.')]);
    const english = await runHere(['list', '--language', 'en'], { LANG: 'de_AT.UTF-8' });
    expect(english.err).toContain('DATABASE_URL is not set.');
  });

  test('hands errors to programs on the one stream they read', async () => {
    const { out, err } = await runHere(['list', '--json'], { DATABASE_URL: 'acme' });
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'database-address' } });
    expect(err).toBe('');
  });
});
