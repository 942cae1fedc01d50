import '../../../ui/texts.ts';
import { afterEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../../src/domain/change.ts';
import { planLines } from '../../../../src/runner/cli/print/plan-lines.ts';
import { speak } from '../../../../src/runner/words/own.ts';
import { guardFix, guardWhat } from '../../../../src/ui/format/guard-text.ts';
import { reasonShort, whyText } from '../../../../src/ui/format/reason-text.ts';
import { aChange, aHeader } from '../../../ui/builders.ts';

afterEach(() => speak('en'));

const changes: readonly Change[] = [
  aChange({ kind: 'unchanged', name: 'Uwe Still' }),
  aChange({ kind: 'create', name: 'Nova Neu', email: 'nova@acme.example', selectedByDefault: false, selected: false }),
  aChange({ kind: 'update', name: 'Eve\u001B[2J\nroot' }),
  aChange({ kind: 'ignored', name: 'Ida Draussen', reason: { code: 'no-work-email' } }),
];
const finding = { id: 'deactivations', effect: 'blocks', count: 31, limit: 10, base: 100 } as const;

describe('a preview as lines', () => {
  test('has the kinds, reasons, rules and sentences of the page', () => {
    const lines = planLines(aHeader(changes, { guards: [finding] }), changes, { all: false });
    const said = lines.join('\n');
    const reason = { code: 'no-work-email' } as const;
    expect(said).toContain('Acme Inc. to Acme');
    expect(said).toContain('New 1 · Updated 1');
    expect(said).toContain(guardWhat(finding));
    expect(said).toContain(guardFix('deactivations'));
    expect(said).toContain(`${reasonShort(reason)}. ${whyText({ key: 'e:1' }, reason)}`);
    expect(said).toContain('~ Job title: Designer → Senior Designer (changed)');
  });

  test('says who is imported and who is not, and lists who needs nothing only when asked', () => {
    const lines = planLines(aHeader(changes), changes, { all: false });
    expect(lines.find((line) => line.includes('Nova'))).toMatch(/^\[ \] New: .*left out unless you tick it/);
    expect(lines.find((line) => line.includes('Eve'))).toMatch(/^\[x\] Update: /);
    expect(lines.some((line) => line.includes('Uwe'))).toBe(false);
    expect(planLines(aHeader(changes), changes, { all: true }).some((line) => line.includes('Uwe'))).toBe(true);
  });

  test('speaks German from the same file', () => {
    speak('de');
    expect(planLines(aHeader(changes), changes, { all: false }).join('\n')).toContain('Neu 1 · Geändert 1');
  });
});
