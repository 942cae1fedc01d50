// Before everything that speaks.
import './words/stand-in.ts';
import { run } from './cli/program.ts';
import { toAppError } from '../shared/app-error.ts';
import { logError, logTo, stackOf } from '../shared/log.ts';

// What a command comes to is its result; only what must not be is logged besides. A worker has a log of its own.
logTo((where, thrown) => {
  const { code, cause } = toAppError(thrown);
  if (code === 'bug') console.error(where, code, stackOf(cause));
});

// Whoever reads may have enough, as `head` does: what was begun goes on to its own end, and to its own exit code.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Once what was said is out. Connections a vendor leaves open are not waited for. */
function end(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

run(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  signals: process,
  exit: (code) => process.exit(code),
}).then(end, (thrown: unknown) => {
  logError('runner', thrown);
  end(1);
});
