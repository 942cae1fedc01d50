import type { Command } from 'commander';
import { saveSettings } from '../../../admin/save-settings.ts';
import { createTenants } from '../../store/tenants.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { commandText } from '../print/printer.ts';
import { checkBoth, readSecrets, readText } from '../secrets-input.ts';
import { parseSettings, runnerSettings } from '../settings-file.ts';

interface Options {
  readonly settings?: string;
  readonly update?: boolean;
}

/** Adds a company pair, or changes one. */
export function add(program: Command, cli: Cli): void {
  const command = program
    .command('add <name>')
    .description('add a company: its settings by a file, its two keys by the environment')
    .option('--settings <file>', 'JSON with the settings, such as bambooSubdomain and siAddress')
    .option('--update', 'change the settings in the file, or the keys in the environment, of a company that is there')
    .addHelpText(
      'after',
      `
The keys are never arguments: they would be seen in the list of processes. They are BAMBOO_API_KEY and SI_TOKEN, or lie in
files: BAMBOO_API_KEY_FILE and SI_TOKEN_FILE. They are sealed with RUNNER_KEY (or RUNNER_KEY_FILE) for their own host.
Automatic imports can be switched on once a preview was seen: add --update with "automaticImports": true.`,
    );
  examples(
    command,
    '# acme.json: {"bambooSubdomain": "acme", "siAddress": "https://acme.small-improvements.com", "headCount": 250}',
    'add acme --settings acme.json',
  );
  work<Options>(cli, command, async (desk, [name = ''], { settings: file, update }) => {
    const settings = file === undefined ? {} : parseSettings(await readText(file, '--settings'));
    const secrets = await readSecrets(desk.env);
    if (!update) checkBoth(secrets);
    const { database } = await desk.runner();
    const tenants = createTenants(database);
    if (!update) await tenants.add(name);
    try {
      const { deps } = await desk.tenantAtWork(name);
      await saveSettings(deps, { ...settings, ...runnerSettings, ...secrets });
    } catch (thrown) {
      // All or nothing: what is wrong is mended by the same command.
      if (!update) await tenants.remove(name);
      throw thrown;
    }
    desk.say.json({ name, added: !update });
    if (update) desk.say.line(own('add.updated', { name }));
    else desk.say.line(own('add.done', { name, command: commandText('test', name) }));
  });
}
