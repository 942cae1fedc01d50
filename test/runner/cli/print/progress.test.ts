import '../../../ui/texts.ts';
import { expect, test } from 'vitest';
import type { Activity } from '../../../../src/domain/activity.ts';
import { createProgress } from '../../../../src/runner/cli/print/progress.ts';

const at = (
  phase: Extract<Activity, { phase: string }>['phase'],
  done: number,
  total?: number,
  name?: string,
): Activity => ({
  kind: 'import',
  trigger: 'manual',
  phase,
  done,
  total,
  name,
  startedAtMs: 0,
  beatMs: 0,
});

function sink(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  // What a bar asks of a terminal.
  return {
    written,
    stream: {
      isTTY,
      columns: 80,
      write,
      on: () => undefined,
      cursorTo: () => undefined,
      clearLine: () => undefined,
      moveCursor: () => undefined,
    },
  };
}

test('elsewhere than on a terminal, progress is a line for each phase and each tenth', () => {
  const { written, stream } = sink(false);
  const progress = createProgress(stream);
  progress.show(at('reading-bamboo', 0));
  progress.show(at('reading-bamboo', 0));
  for (let done = 0; done <= 500; done += 1) progress.show(at('writing', done, 500, 'Anna'));
  progress.stop();
  expect(written[0]).toBe('Reading BambooHR\n');
  expect(written).toHaveLength(12);
  expect(written.at(-1)).toBe('Writing to Small Improvements: 100 %\n');
  expect(written.join('')).not.toContain('Anna');
});

test('on a terminal it is a bar, and a name on it orders nothing', () => {
  const { written, stream } = sink(true);
  const progress = createProgress(stream);
  progress.show(at('writing', 3, 10, 'Eve\u001B]0;pwned\u0007'));
  progress.stop();
  const said = written.join('');
  expect(said).toContain('Writing to Small Improvements');
  expect(said).toContain('3/10');
  expect(said).not.toContain('\u001B]0;');
});
