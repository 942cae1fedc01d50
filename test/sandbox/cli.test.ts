import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandboxFetch } from './sandbox-fetch.ts';

const children: ChildProcess[] = [];

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

describe('the command', () => {
  it('prints one JSON line, serves on loopback, and ends on SIGTERM', async () => {
    const child = run('--employees', '30', '--seed', '2');
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    expect(String(line).trimEnd().split('\n')).toHaveLength(1);
    const ready = JSON.parse(String(line)) as {
      port: number;
      controlUrl: string;
      accounts: { headCount: number; bamboo: { apiKey: string } };
    };
    expect(ready.accounts.headCount).toBe(30);
    expect(ready.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await createSandboxFetch(ready.port)('https://larkspur.bamboohr.com/api/v1/company_information', {
      headers: { Authorization: `Basic ${btoa(`${ready.accounts.bamboo.apiKey}:x`)}` },
    });
    expect(response.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    ['--employees', 'many'],
    ['--employees', '1'],
    ['--seed', '-1'],
    ['--port', '70000'],
    ['--scenario', 'nonsense'],
    ['--what', 'ever'],
    ['stray'],
  ])('ends with code 2 and a message on %s %s', async (...args) => {
    const child = run(...args);
    const [message, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
    expect(code).toBe(2);
    expect(message.trim().split('\n')).toHaveLength(1);
  });

  it('lists the scenarios', async () => {
    const child = run('--scenario', 'list');
    const [text, [code]] = await Promise.all([textOf(child.stdout), once(child, 'exit')]);
    expect(code).toBe(0);
    expect(text).toMatch(/^default\s+/);
    expect(text).toMatch(/^mass-leave\s+/m);
  });
});
