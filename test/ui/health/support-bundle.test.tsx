// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { PersonRef } from '../../../src/domain/change.ts';
import type { CompanyPair, PlanId, RunId, SiUserId } from '../../../src/domain/ids.ts';
import type { Decision } from '../../../src/domain/link.ts';
import { supportBundle } from '../../../src/ui/health/support/bundle.ts';
import type { BundleInput } from '../../../src/ui/health/support/bundle.ts';
import { aConnection, aHeader, aRun, aStatus, nowMs } from '../builders.ts';
import { allByRole, byRole, textOf } from '../by-role.ts';
import { click, closePage, openPage } from '../page.tsx';
import { traps } from './traps.ts';

afterEach(closePage);

/**
 * Everything a company's people can put anywhere: each free text of every record is one of the words, made unmistakable by
 * `mark` unless it is to be exactly a word of ours.
 */
function inputOf(words: readonly string[]): BundleInput {
  const word = (index: number) => words[index % words.length] ?? '';
  const people: readonly PersonRef[] = words.map((name) => ({ name, siUserId: name as SiUserId }));
  const error = {
    code: 'si-rejected',
    context: { status: 422, vendorMessage: word(1), operation: word(2), contentType: word(3), fields: [`${word(4)}!`] },
  } as const;
  const guards = [{ id: 'field-cleared', effect: 'blocks', count: 7, limit: 5, fields: ['gender'], people }] as const;
  const override = {
    fingerprint: word(5),
    guards: ['field-cleared'],
    typedCount: 7,
    reason: word(6),
    atMs: nowMs,
  } as const;
  const settings = {
    ...aStatus().settings,
    bambooSubdomain: word(0),
    siAddress: word(1),
    suspendReason: word(2),
    suspendedUntilMs: 0,
    genderTable: { [word(3)]: 'male', [`${word(4)}x`]: 'female' } as const,
  };
  const pair = `${word(0)}|${word(1)}` as CompanyPair;
  const header = aHeader([], {
    pair,
    id: word(1) as PlanId,
    guards,
    override,
    companyName: word(2),
    siCompanyName: word(3),
    siBaseUrl: word(4),
    fingerprint: word(5),
    siUserId: word(6) as SiUserId,
    keyOwnerId: word(7),
    issues: [{ side: 'bamboo', row: 3, id: word(8), reason: 'invalid-field', fields: [`${word(9)}!`] }],
    since: { appeared: words, gone: words, different: words, previousAtMs: nowMs },
  });
  return {
    nowMs,
    about: { version: '0.1.0', agent: `Mozilla/5.0 ${word(0)} Firefox/153.0` },
    language: 'en-US',
    status: aStatus({ settings, locked: [`${word(1)}!`] }),
    plan: header,
    schedule: { lastProblem: { error, guards, atMs: nowMs } },
    previewError: { error, atMs: nowMs },
    connection: aConnection({ pair, subdomain: word(0), siUser: word(1), keyOwner: word(2), siCompanyName: word(3) }),
    facts: {
      pair,
      manualImportDone: true,
      notWritable: ['location', `${word(4)}!`],
      firstCreation: { state: 'asked', name: word(5), siUserId: word(6) as SiUserId, atMs: nowMs },
      openCreations: words.map((name) => ({ pair, name, why: 'created', sinceMs: nowMs, runId: name as RunId })),
    },
    runs: words.map((name, index) =>
      aRun({ id: name as RunId, pair, actor: name, cause: error, guards, override, reverts: word(index) as RunId }),
    ),
    decisions: [{ decision: { kind: 'pin' } }, { decision: { kind: word(0) } }],
    uninformed: 3,
    storage: { usedBytes: 1, quotaBytes: 2 },
  };
}

/** Every key and every value of a tree. */
function wordsIn(tree: unknown): readonly string[] {
  if (typeof tree === 'string') return [tree];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [...(Array.isArray(tree) ? [] : [key]), ...wordsIn(value)]);
}

describe('the support bundle of a hostile company', () => {
  it('is the same whatever its people are called', () => {
    const hostile = supportBundle(inputOf(traps));
    const harmless = supportBundle(inputOf(traps.map((_, index) => `Person ${index}`)));
    expect(JSON.stringify(hostile)).toBe(JSON.stringify(harmless));
  });

  it('holds none of their words', () => {
    const marked = traps.map((trap) => `${trap} Zaphod-7f3a`);
    const text = JSON.stringify(supportBundle(inputOf(marked)));
    expect(text).not.toContain('Zaphod');
    expect(text).not.toContain('7f3a');
    // The input really is full of them: the test cannot pass on an empty company.
    expect(JSON.stringify(inputOf(marked)).split('Zaphod').length).toBeGreaterThan(100);
  });

  it('holds only words without a blank, an @ or a slash: nothing a person, an address or a key looks like', () => {
    for (const word of wordsIn(supportBundle(inputOf(traps))))
      expect(word).toMatch(/^[A-Za-z][A-Za-z-]*$|^[\d.:TZ-]+$/);
  });
});

describe('the support bundle', () => {
  it('says what support needs', () => {
    expect(supportBundle(inputOf(['Ada']))).toMatchObject({
      versions: { extension: '0.1.0', browser: { name: 'Firefox', version: '153' }, language: 'en' },
      settings: { mode: 'sync', bambooSubdomainSet: true, suspended: true, genderWords: 2, headCount: 250 },
      schedule: {
        problem: { error: { code: 'si-rejected', status: 422 }, guards: [{ id: 'field-cleared', count: 7 }] },
      },
      plan: {
        counts: { create: 0 },
        guards: [{ effect: 'blocks', fields: ['gender'] }],
        overridden: ['field-cleared'],
      },
      pair: { firstCreation: 'asked', notWritable: ['location'], uninformed: 3 },
      decisions: { pin: 1, ignore: 0 },
      runs: [{ trigger: 'manual', state: 'done', tookMs: 42_000, kinds: { update: 30 }, counts: { confirmed: 45 } }],
    });
  });

  it('counts every kind of decision', () => {
    const each: Readonly<Record<Decision['kind'], 1>> = {
      pin: 1,
      'create-anyway': 1,
      ignore: 1,
      protect: 1,
      deactivate: 1,
      keep: 1,
    };
    const decisions = Object.keys(each).map((kind) => ({ decision: { kind } }));
    expect(supportBundle({ ...inputOf(['Ada']), decisions })).toHaveProperty('decisions', each);
  });

  it('says of every setting that is on or off which it is, and whether it is preset', () => {
    const names = Object.entries(defaultSettings).flatMap(([name, value]) =>
      typeof value === 'boolean' ? [name] : [],
    );
    expect(names.length).toBeGreaterThan(5);
    const on = Object.fromEntries(names.map((name) => [name, true]));
    const status = aStatus({ settings: { ...defaultSettings, ...on }, locked: names });
    const { settings } = supportBundle({ ...inputOf(['Ada']), status }) as { settings: object };
    expect(settings).toMatchObject({ ...on, locked: names });
  });

  it('is shown whole before it is saved, and saved only then', async () => {
    const port = await openPage({ plan: aHeader([]), runs: [aRun()], state: { connection: aConnection() } }, 'health');
    await click(byRole('button', 'Support bundle…'));
    const shown = document.querySelector('dialog pre')?.textContent ?? '';
    expect(JSON.parse(shown)).toMatchObject({ bundle: 1, connection: { known: true, visible: 250 } });
    expect(textOf(byRole('dialog'))).not.toContain('Hanna');
    await click(byRole('button', 'Cancel'));
    expect(port.files).toEqual([]);
    expect(allByRole('dialog')).toEqual([]);
    await click(byRole('button', 'Support bundle…'));
    await click(byRole('button', 'Save'));
    expect(port.files).toEqual([{ name: 'support-bundle.json', type: 'application/json', content: shown }]);
  });
});
