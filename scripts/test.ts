import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureChromium } from './lib/chromium.ts';
import { ensureFirefox } from './lib/firefox/ensure-firefox.ts';
import { NoProgram } from './lib/find-program.ts';
import { ensurePostgres } from './lib/postgres/ensure-postgres.ts';

/**
 * Every kind of check, one after the other; the last line is `N passed, N failed` (`, N skipped`) over all of them.
 *
 * `--long` runs the same checks with the full counts. `--only NAME` runs one suite. The seed of generated cases changes
 * with every run and is printed; `TEST_SEED=N` repeats one.
 */
interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  /** Suites that count their own tests write vitest's JSON report. */
  readonly counts?: boolean;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** Said again at the end, which is all of a long run that many places show. */
  readonly faults?: readonly string[];
}

/** Of vitest's JSON report. */
interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Of what a check printed that failed. */
const faultLines = 20;

const long = process.argv.includes('--long');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const seed = process.env['TEST_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
const reports = join('.cache', 'test-reports');

const endToEnd = ['vitest', 'run', '--config', 'vitest.e2e.config.ts'];

const suites: readonly Suite[] = [
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'lint', command: ['oxlint', '-c', 'oxlint.config.mjs', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'unit', command: ['vitest', 'run'], counts: true },
  { name: 'postgres', command: ['vitest', 'run', '--config', 'vitest.postgres.config.ts'], counts: true },
  { name: 'build', command: ['wxt', 'build'] },
  { name: 'build firefox', command: ['wxt', 'build', '-b', 'firefox'] },
  ...(long ? [{ name: 'reproducible', command: ['tsx', 'scripts/check-reproducible.ts'] }] : []),
  { name: 'size', command: ['tsx', 'scripts/check-size.ts'] },
  { name: 'views', command: ['tsx', 'test/ui/gallery/check.ts', ...(long ? [] : ['--quick'])] },
  { name: 'end to end', command: [...endToEnd, '--project', 'e2e', '--project', 'alone'], counts: true },
  // Without `--long` the main job alone.
  { name: 'firefox', command: [...endToEnd, '--project', 'firefox'], counts: true },
  ...(long ? [{ name: 'firefox package', command: ['tsx', 'scripts/check-firefox-package.ts'] }] : []),
];

function run(suite: Suite): Promise<Count> {
  const reportFile = join(reports, `${suite.name.replaceAll(' ', '-')}.json`);
  rmSync(reportFile, { force: true });
  const [tool = '', ...args] = suite.command;
  const reporter = suite.counts ? ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`] : [];
  return new Promise((resolve) => {
    const child = spawn(join('node_modules', '.bin', tool), [...args, ...reporter], {
      stdio: suite.counts ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TEST_SEED: seed,
        TEST_LONG: long ? '1' : '',
        PROPERTY_RUNS: process.env['PROPERTY_RUNS'] ?? (long ? '1000' : '100'),
      },
    });
    const said: string[] = [];
    for (const [stream, shown] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const)
      stream?.on('data', (part: Buffer) => {
        said.push(part.toString());
        shown.write(part);
      });
    child.on('error', ({ message }) => resolve({ ...oneCheck(null), faults: [message] }));
    child.on('close', (code) => resolve(suite.counts ? readReport(reportFile, code) : oneCheck(code, said.join(''))));
  });
}

function oneCheck(code: number | null, said = ''): Count {
  if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
  return { passed: 0, failed: 1, skipped: 0, faults: said.trimEnd().split('\n').slice(-faultLines) };
}

/** A runner that dies without a report, or that ends badly although no test failed, counts as one failure. */
function readReport(file: string, code: number | null): Count {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const { numFailedTests: failed, numPassedTests: passed } = report;
    const skipped = report.numPendingTests + report.numTodoTests;
    const silent = code !== 0 && failed === 0 ? 1 : 0;
    const empty = passed + failed === 0 ? 1 : 0;
    return { passed, failed: failed + Math.max(silent, empty), skipped, faults: faultsOf(report) };
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, faults: [`no report: ${String(error)}`] };
  }
}

function faultsOf({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => [
    // A file that could not even be read has a message of its own and no tests.
    ...(message ? [`${relative('.', name)}: ${message.split('\n')[0]}`] : []),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) =>
        [`${relative('.', name)}: ${fullName}`, ...failureMessages.join('\n').split('\n').slice(0, 6)].join('\n  '),
      ),
  ]);
}

const chosen = suites.filter((suite) => only === undefined || suite.name === only);
if (chosen.length === 0) {
  console.error(`No suite is called ${only}. There are: ${suites.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}
/** Suites that cannot do without. */
const inChromium: readonly string[] = ['views', 'end to end'];
/** Suites that cannot run on this machine; they count as not run. */
const missing = new Set<string>();
try {
  if (chosen.some(({ name }) => inChromium.includes(name))) ensureChromium();
  lookFor('firefox', ensureFirefox);
  // A server that is given needs no programs.
  if (!process.env['DATABASE_URL']) lookFor('postgres', ensurePostgres);
} catch (error) {
  if (!(error instanceof NoProgram)) throw error;
  console.error(error.message);
  process.exit(2);
}

/** What a suite needs. Without it the suite is not run; the full counts need all. Errors: NoProgram */
function lookFor(suite: string, ensure: () => string): void {
  if (!chosen.some(({ name }) => name === suite)) return;
  try {
    ensure();
  } catch (error) {
    if (long || !(error instanceof NoProgram)) throw error;
    console.error(error.message);
    missing.add(suite);
  }
}

mkdirSync(reports, { recursive: true });
console.log(`seed ${seed}, ${long ? 'full' : 'reduced'} counts`);
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
const faults: string[] = [];
for (const suite of chosen) {
  console.log(`\n== ${suite.name}`);
  const startedMs = performance.now();
  const count = missing.has(suite.name) ? { passed: 0, failed: 0, skipped: 1 } : await run(suite);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (count.failed > 0) faults.push(`\n== what failed in ${suite.name}`, ...(count.faults ?? []));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
  lines.push(`${suite.name}: ${count.passed} ok, ${count.failed} bad, ${count.skipped} not run (${seconds} s)`);
}
if (faults.length > 0) console.log(faults.join('\n'));
console.log(`\n${lines.join('\n')}\nseed ${seed}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
