import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Log, openLog } from '../../../src/runner/log/json-log.ts';
import { RunnerError } from '../../../src/runner/runner-error.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { logError } from '../../../src/shared/log.ts';

let lines: string[];
let log: Log;

beforeEach(() => {
  lines = [];
  log = openLog(
    (line) => lines.push(line),
    () => Date.UTC(2026, 10, 25, 10),
  );
  onTestFinished(log.close);
});

const parsed = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const time = '2026-11-25T10:00:00.000Z';

describe('a line of the log', () => {
  test('is JSON of one line with level, time and code', () => {
    log.info('started', { count: 3 });
    logError('import', new AppError('si-unavailable', { status: 503, operation: 'users' }), 'run-1');
    expect(lines.join('')).not.toContain('\n');
    expect(parsed()).toEqual([
      { level: 'info', time, code: 'started', count: 3 },
      { level: 'warn', time, code: 'si-unavailable', where: 'import', run: 'run-1', operation: 'users', status: 503 },
    ]);
  });

  test('says of which tenant it is, also of what is started side by side and goes on later', async () => {
    const work = (pair: string, ms: number) =>
      log.of(pair, async () => {
        await new Promise((done) => setTimeout(done, ms));
        logError('import', new AppError('timeout'));
      });
    await Promise.all([work('acme', 20), work('globex', 10)]);
    logError('queue', new AppError('storage-failed'));
    expect(parsed().map(({ pair, level }) => [pair, level])).toEqual([
      ['globex', 'warn'],
      ['acme', 'warn'],
      [undefined, 'error'],
    ]);
  });

  test('holds nothing a vendor or a cause said', () => {
    const cause = new TypeError('Anna Arendt <anna@acme.com>');
    const context = { vendorMessage: 'Anna Arendt', fields: ['workEmail'] };
    logError('import', new AppError('si-rejected', context, { cause }));
    logError('import', cause);
    logError('start', new RunnerError('database-refused', { cause: new Error('password s3cret') }));
    expect(lines.join('')).not.toMatch(/Anna|acme\.com|s3cret/);
    expect(parsed().map(({ code }) => code)).toEqual(['si-rejected', 'bug', 'database-refused']);
    expect(String(parsed()[1]?.['stack'])).toContain('json-log.test.ts');
  });

  test('goes to the console once the log is closed', () => {
    log.close();
    const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => console.mockRestore());
    logError('import', new AppError('timeout'));
    expect(lines).toEqual([]);
    expect(console).toHaveBeenCalledOnce();
  });
});
