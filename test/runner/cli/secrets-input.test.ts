import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSecret, readText } from '../../../src/runner/cli/secrets-input.ts';
import { parseSettings } from '../../../src/runner/cli/settings-file.ts';

async function fileWith(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'runner-input-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'input');
  await writeFile(file, content);
  return file;
}

test('a file that begins with a mark of its encoding is read as any other', async () => {
  const settings = await readText(
    await fileWith('\uFEFF{ "headCount": 250, "bambooSubdomain": "acme" }\r\n'),
    '--settings',
  );
  expect(parseSettings(settings)).toEqual({ headCount: 250, bambooSubdomain: 'acme' });
  expect(await readSecret({ SI_TOKEN_FILE: await fileWith('\uFEFF t0ken \r\n') }, 'SI_TOKEN')).toBe('t0ken');
});

test('the variable goes before the file, and blank ones count for nothing', async () => {
  const file = await fileWith('of the file');
  expect(await readSecret({ SI_TOKEN: ' own ', SI_TOKEN_FILE: file }, 'SI_TOKEN')).toBe('own');
  expect(await readSecret({ SI_TOKEN: ' ', SI_TOKEN_FILE: file }, 'SI_TOKEN')).toBe('of the file');
  expect(await readSecret({ SI_TOKEN: '', SI_TOKEN_FILE: '' }, 'SI_TOKEN')).toBeUndefined();
  expect(await readSecret({ SI_TOKEN_FILE: await fileWith(' \n') }, 'SI_TOKEN')).toBeUndefined();
});

test('a file that is not there is named by its variable', async () => {
  const read = readSecret({ SI_TOKEN_FILE: '/nowhere/token' }, 'SI_TOKEN');
  await expect(read).rejects.toMatchObject({
    code: 'file-unreadable',
    facts: ['SI_TOKEN_FILE: /nowhere/token (ENOENT)'],
  });
});
