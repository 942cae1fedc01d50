import { parseFlags } from './cli-flags.ts';
import { SCENARIOS } from './company/find-scenario.ts';
import { startSandbox } from './start-sandbox.ts';

const flags = parseFlags(process.argv.slice(2));
if ('error' in flags) {
  process.stderr.write(`${flags.error}\n`);
  process.exit(2);
}
if (flags.listScenarios) {
  for (const { name, description } of SCENARIOS) process.stdout.write(`${name.padEnd(20)}${description}\n`);
  process.exit(0);
}
try {
  const sandbox = await startSandbox(flags.options);
  const { port, controlUrl, accounts } = sandbox;
  process.stdout.write(`${JSON.stringify({ port, controlUrl, accounts })}\n`);
  const stop = (): void => {
    void sandbox.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof RangeError ? 2 : 1);
}
