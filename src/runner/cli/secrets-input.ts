import { readFile } from 'node:fs/promises';
import { RunnerError } from '../runner-error.ts';
import { type SealingKey, sealingKeyOf } from '../store/sealed-secrets.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The two keys as they were handed in, each by the environment or by a file it names; undefined where it was not. */
export async function readSecrets(
  env: Environment,
): Promise<{ readonly bambooKey: string | undefined; readonly siToken: string | undefined }> {
  const [bambooKey, siToken] = await Promise.all([readSecret(env, 'BAMBOO_API_KEY'), readSecret(env, 'SI_TOKEN')]);
  return { bambooKey, siToken };
}

/** Errors: `secret-missing` naming the variables. */
export function checkBoth(secrets: Awaited<ReturnType<typeof readSecrets>>): void {
  const missing = [
    ...(secrets.bambooKey === undefined ? ['BAMBOO_API_KEY'] : []),
    ...(secrets.siToken === undefined ? ['SI_TOKEN'] : []),
  ];
  if (missing.length > 0) throw new RunnerError('secret-missing', { facts: missing });
}

/** The key that seals secrets, of `RUNNER_KEY` or the file `RUNNER_KEY_FILE` names. Errors: `sealing-key…`, `file-unreadable` */
export async function readSealingKey(env: Environment): Promise<SealingKey> {
  const text = await readSecret(env, 'RUNNER_KEY');
  if (text === undefined) throw new RunnerError('sealing-key-missing');
  return sealingKeyOf(bytesOf(text));
}

/** A secret by its variable, or by a file `…_FILE` names; white space around it is the file's. Errors: `file-unreadable` naming the variable */
export async function readSecret(env: Environment, name: string): Promise<string | undefined> {
  const given = env[name]?.trim();
  if (given) return given;
  const file = env[`${name}_FILE`];
  if (!file) return undefined;
  const text = await readText(file, `${name}_FILE`);
  return text.trim() === '' ? undefined : text.trim();
}

/** A file somebody named, without the mark some editors begin a text with. `as`: what it is called in the error. Errors: `file-unreadable` */
export async function readText(file: string, as: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readFile(file));
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? '';
    throw new RunnerError('file-unreadable', { cause, facts: [`${as}: ${file} (${why})`] });
  }
}

/** Hexadecimal or Base64, each in its one length for 32 bytes; anything else is no key. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (/^[0-9a-f]{64}$/i.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  if (/^[\w+/-]{43}=?$/.test(text)) return new Uint8Array(Buffer.from(text, 'base64'));
  return new Uint8Array();
}
