// @vitest-environment happy-dom
import '../setup.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { errorFix } from '../../../src/ui/format/error-text.ts';
import { personProblem } from '../../../src/ui/format/run-text.ts';
import { aRunPerson } from '../builders.ts';
import { type Language, readMessages } from '../messages.ts';
import { stubMessages } from '../stub-messages.ts';

afterAll(() => stubMessages(readMessages('en')));

const languages: readonly Language[] = ['en', 'de'];
const words = {
  en: {
    again: 'and try again',
    automatic: 'automatic imports do so',
    waits: 'an import that is writing already waits',
    left: 'left or was disabled',
    account: 'account',
  },
  de: {
    again: 'und versuchen Sie es dann erneut',
    automatic: 'automatische Importe tun das',
    waits: 'ein Import, der schon schreibt, wartet',
    left: 'verlassen oder wurde deaktiviert',
    account: 'Konto',
  },
};

describe.each(languages)('what to do, in %s', (language) => {
  const fixOf = (code: Parameters<typeof errorFix>[0]['code']) => {
    stubMessages(readMessages(language));
    return errorFix({ code, context: {} });
  };

  it('after a limit on requests is to try again: only automatic imports do so, and an import that is writing waits', () => {
    for (const code of ['bamboo-rate-limited', 'si-rate-limited'] as const)
      expect(fixOf(code)).toContain(words[language].again);
    expect(fixOf('bamboo-rate-limited')).toContain(words[language].automatic);
    expect(fixOf('si-rate-limited')).toContain(words[language].waits);
  });

  it('after a refused key may be to make a new one, because its owner is gone', () => {
    expect(fixOf('bamboo-forbidden')).toContain(words[language].left);
  });

  it('is nothing for somebody who was there already: an account, or its values', () => {
    stubMessages(readMessages(language));
    for (const kind of ['create', 'update'] as const) {
      const person = aRunPerson({ name: 'Ada', kind, outcome: 'skipped', skip: 'already-so' });
      expect(personProblem(person)).toContain(words[language].account);
    }
  });
});
