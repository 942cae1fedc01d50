import type { WriteValues } from '../../../src/domain/operation.ts';
import type { FakeSi } from './fake-si.ts';

const texts = ['firstName', 'lastName', 'jobTitle', 'department', 'location'] as const;

/** As the real client an update carries the whole profile, and Small Improvements escapes each text it stores. */
export function escapeTexts(si: FakeSi): void {
  const { writeFields } = si;
  si.writeFields = (id, values, options) => {
    const user = si.user(id);
    const shown = texts.flatMap((key) => (typeof user[key] === 'string' ? [[key, user[key]] as const] : []));
    const whole: WriteValues = { ...Object.fromEntries(shown), ...values };
    const stored = Object.entries(whole).map(([key, value]) => [key, value?.replaceAll('&', '&amp;') ?? null]);
    return writeFields(id, Object.fromEntries(stored), options);
  };
}
