import type { FieldNoteCode } from '../../../domain/change.ts';
import { type PlainKey, text } from '../../format/text.ts';

/** What to do about a value that is not written. */
const fixes: Readonly<Record<FieldNoteCode, PlainKey>> = {
  'case-only': 'whyNote.nothing',
  'manager-not-imported': 'whyNote.manager',
  'manager-ignored': 'whyNote.manager',
  'manager-conflict': 'whyNote.managerConflict',
  'manager-inactive': 'whyNote.supervisor',
  'manager-guest': 'whyNote.managerGuest',
  'manager-unknown': 'whyNote.managerUnknown',
  'reports-to-self': 'whyNote.supervisor',
  'in-loop': 'whyNote.loop',
  'because-of-loop': 'whyNote.loop',
  'manager-not-selected': 'whyNote.managerSelect',
  'email-missing': 'whyNote.email',
  'email-unusable': 'whyNote.email',
  'name-missing': 'whyNote.name',
  'email-taken': 'whyNote.emailTaken',
  'empty-unproven': 'whyNote.empty',
  hidden: 'whyNote.hidden',
  'not-writable': 'whyNote.notWritable',
  'not-readable': 'whyNote.notReadable',
  'nickname-used': 'whyNote.nickname',
  'before-first-day': 'whyNote.firstDay',
  'answers-disagree': 'whyNote.answers',
  'own-form': 'whyNote.ownForm',
  'edited-in-si': 'whyNote.edited',
  'kept-in-si': 'whyNote.kept',
};

export function heldBackFix(code: FieldNoteCode): string {
  return text(fixes[code]);
}
