import { writeFile } from 'node:fs/promises';
import { RunnerError } from '../runner-error.ts';

/**
 * A file that was not there before and that nobody else may read: it holds a key, or names people.
 * Errors: `file-there`: nothing is ever replaced; `file-unreadable`
 */
export async function writeNewFile(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new RunnerError(code === 'EEXIST' ? 'file-there' : 'file-unreadable', {
      cause,
      facts: [`${file} (${code})`],
    });
  }
}
