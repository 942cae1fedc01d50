import type { Command } from 'commander';
import { testConnection } from '../../../admin/test-connection.ts';
import { type Cli, examples, work } from '../command.ts';
import { exitCode, exitCodeOf } from '../exit-code.ts';
import { reportLines } from '../print/report-lines.ts';

/** Tries both connections and says what each key can see. */
export function test(program: Command, cli: Cli): void {
  const command = program
    .command('test <name>')
    .description('try both connections: whose keys they are, how many people and which fields they can read');
  examples(command, 'test acme');
  work(cli, command, async (desk, [name = '']) => {
    const { deps } = await desk.tenantAtWork(name);
    const report = await testConnection(deps, {});
    desk.say.json(report);
    for (const line of reportLines(report)) desk.say.line(line);
    const [failed] = [report.bamboo, report.si].flatMap((side) => (side.ok ? [] : [side.error]));
    return failed ? exitCodeOf(failed.code) : exitCode.done;
  });
}
