import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { buildExtension } from './lib/build-extension.ts';
import { ensureChromium } from './lib/chromium.ts';
import { NoProgram } from './lib/find-program.ts';
import { launchBrowser } from './lib/launch.ts';
import { showDesk } from './lib/show-desk.ts';
import { walkMainJob } from './lib/walk-main-job.ts';

/**
 * The main job on an embedded company: sandbox, built extension, Chromium with both. With a display the browser stays
 * open on the preview; without one, or with `--headless`, the job is walked, reported and checked.
 */
const options = {
  employees: { type: 'string', default: '250' },
  seed: { type: 'string', default: '1' },
  scenario: { type: 'string', default: 'default' },
  headless: { type: 'boolean', default: false },
  report: { type: 'string' },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  const employees =
    values.employees === '250' && values.scenario !== 'default' ? undefined : count(values.employees, 'employees');
  const seed = count(values.seed, 'seed');
  ensureChromium();
  buildExtension();

  const sandbox = await startSandbox({
    seed,
    scenario: values.scenario,
    ...(employees === undefined ? {} : { employees }),
  });
  console.error(`Sandbox on port ${sandbox.port}, control on ${sandbox.controlUrl}`);
  const hasDisplay = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  const headless = values.headless || !hasDisplay;
  const browser = await launchBrowser({ port: sandbox.port, headless });
  try {
    if (!headless) {
      await showDesk(browser, sandbox);
      return 0;
    }
    const folder = join('artifacts', 'start');
    await mkdir(folder, { recursive: true });
    const walked = await walkMainJob(browser, sandbox, { folder, scenario: values.scenario });
    if (values.report !== undefined) {
      await mkdir(dirname(values.report), { recursive: true });
      await writeFile(values.report, `${JSON.stringify(walked.report, undefined, 2)}\n`);
    }
    console.log(`Pictures of every view are in ${folder}.`);
    for (const problem of walked.problems) console.error(`WRONG: ${problem}`);
    return walked.problems.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

function count(text: string, flag: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${flag} takes a whole number from 1 on`);
  return value;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof NoProgram || error instanceof RangeError ? error.message : error);
    const usage = error instanceof NoProgram || error instanceof RangeError || error instanceof TypeError;
    process.exitCode = usage ? 2 : 1;
  },
);
