import '../../../ui/texts.ts';
import { afterEach, describe, expect, test } from 'vitest';
import type { NamedState } from '../../../../src/domain/state.ts';
import type { Status } from '../../../../src/messaging/replies.ts';
import { statusLines } from '../../../../src/runner/cli/print/status-lines.ts';
import type { TenantState } from '../../../../src/runner/cli/tenant-state.ts';
import { speak } from '../../../../src/runner/words/own.ts';
import { formatDateTime } from '../../../../src/ui/format/dates.ts';
import { text } from '../../../../src/ui/format/text.ts';
import { aStatus, nowMs } from '../../../ui/builders.ts';

afterEach(() => speak('en'));

const dueMs = nowMs - 3_600_000;
const automatic = aStatus({ settings: { ...aStatus().settings, automaticImports: true }, nextDueMs: dueMs });

/** The line of a company that says when the next automatic import is. */
function dueLine(part: Partial<Status>, schedule?: NamedState['schedule']): string {
  const status = { ...automatic, ...part };
  const state: TenantState = {
    name: 'acme',
    bambooSubdomain: 'acme',
    siAddress: 'https://acme.small-improvements.com',
    automatic: 'on',
    secrets: status.secrets,
    activity: { kind: 'idle' },
    said: { status, schedule, connection: undefined, header: undefined, nowMs },
  };
  return statusLines(state).find((line) => line.includes(text('health.nextDue'))) ?? '';
}

const refused = { lastAttemptMs: dueMs, refused: true } as unknown as NamedState['schedule'];

describe('what is said of the next automatic import', () => {
  test.each<[string, string, Partial<Status>, NamedState['schedule'] | undefined]>([
    ['overdue', '`work`', {}, undefined],
    ['waits for a preview', '`preview acme`', { previewSeen: false }, undefined],
    ['tried once a day', '`add acme --update`', {}, refused],
  ])('that is %s leads to a command, and to no page or browser', (_, command, part, schedule) => {
    for (const language of ['en', 'de'] as const) {
      speak(language);
      const line = dueLine(part, schedule);
      expect(line).toContain(command);
      expect(line).not.toMatch(/browser|configuration|einstellungen|open preview|öffnen|\{/i);
      if (command !== '`preview acme`') expect(line).toContain(formatDateTime(dueMs));
    }
  });

  test('that is not due yet is its time', () => {
    expect(dueLine({ nextDueMs: nowMs + 3_600_000 })).toContain(formatDateTime(nowMs + 3_600_000));
  });
});
