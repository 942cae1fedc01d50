import { expect, test } from 'vitest';
import type { RunId, SiUserId } from '../../../../src/domain/ids.ts';
import type { JournalRow } from '../../../../src/domain/journal.ts';
import type { WriteValues } from '../../../../src/domain/operation.ts';
import { learnedForms } from '../../../../src/run/outcome/remember/own-forms.ts';
import { acme } from '../../fakes/test-deps.ts';

const siUserId = 'u1' as SiUserId;
const known = [{ pair: acme, siUserId, forms: { department: { sent: 'R&D', kept: 'R&amp;D' } } }];

/** A confirmed write of the account. */
function confirmed(values: WriteValues, kept?: WriteValues): JournalRow {
  const operation = {
    stage: 'fields',
    seq: 0,
    changeKey: 'e:1',
    name: 'Ann',
    values,
    before: {},
    waitsFor: [],
  } as const;
  return { runId: 'r' as RunId, seq: 0, state: 'confirmed', operation: { ...operation, siUserId }, kept };
}

const formAfter = (row: JournalRow) => learnedForms(acme, known, [row])[0]?.forms.department;

test('the form of a text stays known when another text is taken as it is sent: a revert may go back to it', () => {
  expect(formAfter(confirmed({ department: 'Sales' }))).toEqual({ sent: 'R&D', kept: 'R&amp;D' });
  expect(formAfter(confirmed({ department: null }))).toEqual({ sent: 'R&D', kept: 'R&amp;D' });
});

test('the form of a text is forgotten once the text, or the form itself, is taken as it is sent', () => {
  expect(formAfter(confirmed({ department: 'R&D' }))).toBeUndefined();
  expect(formAfter(confirmed({ department: 'R&amp;D' }))).toBeUndefined();
});

test('the latest form of a field counts', () => {
  expect(formAfter(confirmed({ department: 'S&M' }, { department: 'S&amp;M' }))).toEqual({
    sent: 'S&M',
    kept: 'S&amp;M',
  });
});
