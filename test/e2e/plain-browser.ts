import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.ts';
import { browserArguments, browserEnvironment, builtExtension } from '../../scripts/lib/launch.ts';
import type { Finished } from './launch-for-test.ts';

/** Chromium with the extension and nothing that listens in: workers sleep and die as they do at people's desks. */
export interface PlainBrowser {
  /** Ends it at once, as a crash or a power cut would. */
  kill(): Promise<void>;
  /** Ends it in good order. */
  close(): Promise<void>;
  /** Whether a process of the extension is alive: with no page of it open, its worker. */
  hasWorker(): boolean;
  /** Ends the extension's process at once. */
  killWorker(): void;
}

/** Starts on a profile that was prepared with a debugger, with one empty page. */
export function startPlainBrowser(
  options: { readonly port: number; readonly profile: string },
  finished: Finished,
): PlainBrowser {
  const extension = join(process.cwd(), builtExtension);
  const args = [
    ...browserArguments({ port: options.port, extension }),
    `--user-data-dir=${options.profile}`,
    '--password-store=basic',
    'about:blank',
  ];
  const browser = spawn(ensureChromium(), args, { stdio: 'ignore', env: browserEnvironment() });
  const end = (signal: NodeJS.Signals) => endWith(browser, signal);
  finished(() => end('SIGKILL'));
  const workers = () => descendants(browser.pid ?? -1).filter(({ command }) => command.includes('--extension-process'));
  return {
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
    hasWorker: () => workers().length > 0,
    killWorker: () => {
      const found = workers();
      if (found.length === 0) throw new Error('the extension has no process');
      for (const { pid } of found) process.kill(pid, 'SIGKILL');
    },
  };
}

async function endWith(browser: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (browser.exitCode !== null || browser.signalCode !== null) return;
  const ended = once(browser, 'exit');
  browser.kill(signal);
  await ended;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function descendants(root: number): Process[] {
  const all = processes();
  const found: Process[] = [];
  for (let parents = [root]; parents.length > 0; ) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map(({ pid }) => pid);
  }
  return found;
}

/** What runs on this machine, as Linux tells it. */
function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        // It has ended since.
        return [];
      }
    });
}
