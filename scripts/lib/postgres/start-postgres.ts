import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ensurePostgres } from './ensure-postgres.ts';

/** A PostgreSQL server of our own, reached by a socket in its folder and by nothing else. */
export interface PostgresServer {
  /** Of the database of that name; `postgres` is there. */
  url(database: string): string;
  /** Ends the server at once, as a loss of power does, and starts it again; `meanwhile`: while it is away. */
  crash(meanwhile?: () => Promise<void>): Promise<void>;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
}

const startMs = 60_000;

/**
 * Starts a server in a throw-away folder. It does not run as root, so root starts it as `postgres`, or as `nobody`.
 * `durable`: waits for the disk, as a server does that is to be measured; the folder does not outlive the machine.
 * Errors: NoProgram. Effects: may install packages; a folder in the folder for temporary files
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const programs = ensurePostgres();
  const ids = process.getuid?.() === 0 ? (idsOf('postgres') ?? idsOf('nobody')) : undefined;
  const user = ids ?? {};
  const folder = await mkdtemp(join(tmpdir(), 'pg-'));
  if (ids) await chown(folder, ids.uid, ids.gid);
  const data = join(folder, 'data');
  const run = (program: string, args: readonly string[]) =>
    promisify(execFile)(join(programs, program), [...args], { ...user, cwd: folder });
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-k', folder, '-c', `fsync=${durable ? 'on' : 'off'}`, ...settings],
      {
        ...user,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    server = started;
    let said = '';
    started.stderr?.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-2_000)));
    for (const untilMs = Date.now() + startMs; Date.now() < untilMs; await pause(50)) {
      if (started.exitCode !== null) break;
      if (await run('pg_isready', ['-q', '-h', folder, '-U', 'postgres']).catch(() => undefined)) return;
    }
    throw new Error(`PostgreSQL did not start: ${said}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = server;
    server = undefined;
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return;
    ended.kill(signal);
    await once(ended, 'exit');
  }

  async function stop(): Promise<void> {
    await end('SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  }

  try {
    await run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: (database) => `postgres://postgres@/${database}?host=${encodeURIComponent(folder)}`,
    crash: async (meanwhile) => {
      await end('SIGQUIT');
      await meanwhile?.();
      await start();
    },
    stop,
  };
}

const settings = ['-c', 'listen_addresses=', '-c', 'max_connections=200', '-c', 'shared_buffers=64MB'];

function idsOf(name: string): { readonly uid: number; readonly gid: number } | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' })));
    return { uid: uid ?? 0, gid: gid ?? 0 };
  } catch {
    return undefined;
  }
}
