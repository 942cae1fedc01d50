// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { ConnectionReport } from '../../../src/messaging/replies.ts';
import { aChange, aFreshStatus, aHeader, aReport, aStatus, nowMs } from '../builders.ts';
import { allByRole, byRole, control, describedBy, textOf } from '../by-role.ts';
import { click, closePage, openPage, type } from '../page.tsx';

afterEach(closePage);

const input = (name: string) => control('textbox', name);
const box = (name: string) => control('checkbox', name);

describe('connecting', () => {
  it('offers every field and choice by its name', async () => {
    await openPage({ status: aStatus() }, 'configuration');
    for (const name of [
      'BambooHR ID (subdomain)',
      'BambooHR API key',
      'Small Improvements address',
      'Small Improvements access token',
      'Number of employees',
    ]) {
      expect(input(name)).toBeDefined();
    }
    for (const name of [
      'Automatic Imports',
      'Send password emails when new users are imported',
      'Deactivate all Small Improvements accounts not imported',
      'Show BambooHR employee pictures in Small Improvements',
      'Mark fields managed by BambooHR in Small Improvements',
    ]) {
      expect(box(name)).toBeDefined();
    }
  });

  it('offers pictures and marked fields only where there is a BambooHR key, and says so elsewhere', async () => {
    await openPage({ status: aStatus({ secrets: { bambooKey: false, siToken: true } }) }, 'configuration');
    const named = 'Show BambooHR employee pictures in Small Improvements';
    expect(allByRole('checkbox', named)).toEqual([]);
    expect(textOf(document.body)).toContain('need a BambooHR key');
    await type(input('BambooHR API key'), 'key-1');
    expect(allByRole('checkbox', named)).toHaveLength(1);
  });

  it('never shows a saved secret, and keeps it when left blank', async () => {
    const port = await openPage({}, 'configuration');
    expect(input('BambooHR API key').value).toBe('');
    expect(input('BambooHR API key').placeholder).toBe('saved — leave blank to keep');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[0]).not.toHaveProperty('bambooKey');
  });

  it('says in the preview that it was saved, and what automatic imports make of it, until something else is asked for', async () => {
    const changes = [aChange({ kind: 'update', name: 'Bea Smith' })];
    const preview = { changes, plan: aHeader(changes) };
    await openPage(preview, 'configuration');
    await click(byRole('button', 'Save'));
    const said = () => textOf(document.querySelector('.tools [role="status"]'));
    await expect.poll(said).toBe('Saved. Automatic imports are off.');
    await click(byRole('tab', 'Health'));
    await click(byRole('tab', 'Preview'));
    expect(document.querySelector('.tools [role="status"]')).toBeNull();

    const suspended = { automaticImports: true, suspendedUntilMs: nowMs + 30 * 86_400_000 };
    const status = aStatus({ settings: { ...aStatus().settings, ...suspended } });
    await openPage({ ...preview, status }, 'configuration');
    await click(byRole('button', 'Save'));
    await expect.poll(said).toBe('Saved. Next automatic import: Suspended until Dec 22, 2026.');
  });

  it('saves, goes to the preview and starts one when there is none', async () => {
    const port = await openPage({ status: aFreshStatus() });
    await click(byRole('button', 'Set up the synchronisation'));
    await type(input('BambooHR ID (subdomain)'), 'https://acme.bamboohr.com/home');
    expect(describedBy(input('BambooHR ID (subdomain)'))).toBe('Uses acme.bamboohr.com');
    await type(input('BambooHR API key'), ' key-1 ');
    await type(input('Small Improvements address'), 'acme');
    await type(input('Small Improvements access token'), 'token-1');
    await type(input('Number of employees'), '1,250');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[1]).toMatchObject({
      mode: 'sync',
      bambooSubdomain: 'https://acme.bamboohr.com/home',
      bambooKey: 'key-1',
      siAddress: 'acme',
      siToken: 'token-1',
      headCount: 1250,
    });
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');
    expect(port.dataOf('refreshPreview')).toEqual([null]);
  });

  it('starts no preview when one is there', async () => {
    const changes = [aChange({ kind: 'update', name: 'Grace Hoffmann' })];
    const port = await openPage({ changes, plan: aHeader(changes) }, 'configuration');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('refreshPreview')).toEqual([]);
  });

  it('empties the head count with null', async () => {
    const port = await openPage({}, 'configuration');
    await type(input('Number of employees'), '');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[0]).toMatchObject({ headCount: null, suspendedUntilMs: null });
  });

  it('notices unsaved changes and can drop them', async () => {
    await openPage({}, 'configuration');
    expect(document.querySelector('.unsaved')).toBeNull();
    await type(input('BambooHR ID (subdomain)'), 'other');
    expect(textOf(document.querySelector('.unsaved'))).toBe('Unsaved changes');
    await click(byRole('button', 'Discard changes'));
    expect(input('BambooHR ID (subdomain)').value).toBe('acme');
    expect(document.querySelector('.unsaved')).toBeNull();
  });

  it('keeps what was typed when another tab is looked at', async () => {
    await openPage({}, 'configuration');
    await type(input('BambooHR ID (subdomain)'), 'other');
    await click(byRole('tab', 'Health'));
    await click(byRole('tab', 'Configuration'));
    expect(input('BambooHR ID (subdomain)').value).toBe('other');
  });

  it('marks the fields the worker names and stays here', async () => {
    await openPage(
      { failures: { saveSettings: new AppError('settings-invalid', { fields: ['siAddress'] }) } },
      'configuration',
    );
    await click(byRole('button', 'Save'));
    expect(byRole('tab', 'Configuration').getAttribute('aria-selected')).toBe('true');
    expect(input('Small Improvements address').getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(input('Small Improvements address'))).toContain('Enter an address such as');
    expect(document.activeElement).toBe(input('Small Improvements address'));
  });

  it('opens what a wrong field lies in, and goes to it', async () => {
    await openPage({}, 'configuration');
    const days = input('Keep history for days');
    const part = days.closest('details');
    expect(part?.open).toBe(false);
    await type(days, 'for ever');
    await click(byRole('button', 'Save'));
    expect(part?.open).toBe(true);
    expect(document.activeElement).toBe(days);
  });

  it('finds nonsense before the worker is asked', async () => {
    const port = await openPage({}, 'configuration');
    await type(input('Number of employees'), 'many');
    await click(byRole('button', 'Test Connection'));
    expect(port.dataOf('testConnection')).toEqual([]);
    expect(describedBy(input('Number of employees'))).toContain('Enter a whole number above zero.');
  });
});

describe('options', () => {
  it('switch automatic imports on only after a preview was seen', async () => {
    await openPage({ status: aStatus({ previewSeen: false }) }, 'configuration');
    expect(box('Automatic Imports').disabled).toBe(true);
    expect(describedBy(box('Automatic Imports'))).toBe('Available after you have seen a preview.');
    await openPage({}, 'configuration');
    expect(box('Automatic Imports').disabled).toBe(false);
  });

  it('say how often automatic imports look, as it is chosen', async () => {
    for (const [intervalMinutes, said] of [
      [180, 'Looks every 3 hours and imports by itself'],
      [60, 'Looks every hour and imports by itself'],
      [15, 'Looks every 15 minutes and imports by itself'],
    ] as const) {
      const settings = { ...aStatus().settings, automaticImports: true, intervalMinutes };
      await openPage({ status: aStatus({ settings }) }, 'configuration');
      expect(describedBy(box('Automatic Imports'))).toContain(said);
    }
  });

  it('keep the keys for the session only where nothing is imported automatically, and say why', async () => {
    const session = 'Keep the keys for this browser session only';
    const port = await openPage({}, 'configuration');
    expect(describedBy(box(session))).toContain('whoever copies that folder can use them');
    await click(box(session));
    expect([box(session).checked, box('Automatic Imports').disabled]).toEqual([true, true]);
    expect(describedBy(box('Automatic Imports'))).toContain('kept for this browser session only');
    await click(byRole('button', 'Save'));
    expect(port.sent).toContainEqual(
      expect.objectContaining({ command: 'saveSettings', data: expect.objectContaining({ keysForSession: true }) }),
    );

    const status = aStatus({ settings: { ...aStatus().settings, automaticImports: true } });
    await openPage({ status }, 'configuration');
    expect(box(session).disabled).toBe(true);
    expect(describedBy(box(session))).toContain('Not possible together with Automatic Imports');
  });

  it('ask for the keys of a new session without the guided set-up', async () => {
    const settings = { ...aStatus().settings, keysForSession: true };
    await openPage({ status: aStatus({ settings, secrets: { bambooKey: false, siToken: false } }) }, 'configuration');
    expect(textOf(document.body)).not.toContain('Ask Small Improvements');
    expect(input('BambooHR API key').placeholder).toBe('');
  });

  it('say that a saved key is for its own address only, when another is typed', async () => {
    await openPage({}, 'configuration');
    expect(input('BambooHR API key').placeholder).toContain('saved');
    await type(input('BambooHR ID (subdomain)'), 'globex');
    expect(input('BambooHR API key').placeholder).toBe('');
    expect(describedBy(input('BambooHR API key'))).toContain('works for its own address only');
  });

  it('foretell what automatic imports begin with while they are being switched on', async () => {
    const changes = [
      aChange({ kind: 'create', name: 'New Person' }),
      aChange({ kind: 'update', name: 'One Person' }),
      aChange({ kind: 'update', name: 'Two Person', selected: false }),
      aChange({ kind: 'reactivate', name: 'Back Again', selectedByDefault: false, selected: false }),
    ];
    const plan = aHeader(changes);
    const state = { 'current-plan': { planId: plan.id } };
    const settings = { ...aStatus().settings, automaticImports: false };
    await openPage({ changes, plan, state, status: aStatus({ settings }) }, 'configuration');
    expect(textOf(document.body)).not.toContain('What the first automatic import will do');
    await click(box('Automatic Imports'));
    expect(textOf(document.body)).toMatch(/By the preview of .*: 1 New, 2 Updated\./);
    const never = 'It writes nothing before you have imported once by hand.';
    expect(textOf(document.body)).not.toContain(never);
    const first = { ...plan, basis: { ...plan.basis, manualImportDone: false } };
    await openPage({ changes, plan: first, state, status: aStatus({ settings }) }, 'configuration');
    await click(box('Automatic Imports'));
    expect(textOf(document.body)).toContain(never);
  });

  it('fixed by policy cannot be changed and say so', async () => {
    await openPage({ status: aStatus({ locked: ['showPictures', 'bambooSubdomain'] }) }, 'configuration');
    expect(box('Show BambooHR employee pictures in Small Improvements').disabled).toBe(true);
    expect(describedBy(input('BambooHR ID (subdomain)'))).toContain('Set by your organisation');
  });

  it('suspend until a date, with a reason', async () => {
    const port = await openPage({}, 'configuration');
    const select = control('combobox', 'Suspend automatic imports');
    select.value = 'date';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')).toEqual([]);
    const date = document.querySelector<HTMLInputElement>('input[type=date]');
    if (date === null) throw new Error('no date');
    for (const none of ['2126-12-24', '2028-01-01', '2026-11-22', '2020-01-01']) {
      await type(date, none);
      await click(byRole('button', 'Save'));
      expect(`${none}: ${describedBy(date)}`).toContain('after today and within a year');
      expect(port.dataOf('saveSettings')).toEqual([]);
    }
    await type(date, '2026-12-24');
    await type(input('Reason for suspending'), 'Reviews');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[0]).toMatchObject({
      suspendedUntilMs: new Date(2026, 11, 24).getTime(),
      suspendReason: 'Reviews',
    });
  });

  it('keep the end of a suspension to the millisecond, whatever time zone the machine has come to', async () => {
    const suspendedUntilMs = nowMs + 40 * 3_600_000 + 1;
    const settings = { ...defaultSettings, mode: 'sync' as const, suspendedUntilMs, suspendReason: 'Reviews' };
    const port = await openPage({ status: aStatus({ settings }) }, 'configuration');
    await type(input('Number of employees'), '77');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[0]).toMatchObject({ suspendedUntilMs, headCount: 77 });
  });

  it('keep a table of gender words', async () => {
    const port = await openPage({}, 'configuration');
    await click(byRole('button', 'Add a word'));
    const words = allByRole('textbox', 'Word in BambooHR');
    const last = words.at(-1);
    if (last === undefined) throw new Error('no row');
    await type(last, ' Divers ');
    await click(byRole('button', 'Remove male'));
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[0]).toMatchObject({ genderTable: { female: 'female', divers: 'unspecified' } });
  });
});

describe('Test Connection', () => {
  it('tests what is typed and shows each side', async () => {
    const port = await openPage({}, 'configuration');
    await type(input('BambooHR API key'), 'new-key');
    await click(byRole('button', 'Test Connection'));
    expect(port.dataOf('testConnection')[0]).toMatchObject({ bambooSubdomain: 'acme', bambooKey: 'new-key' });
    const [bamboo, si] = allByRole('group', 'Connection test');
    expect(textOf(bamboo ?? null)).toContain('People visible250 of 250 expected');
    expect(textOf(bamboo ?? null)).toContain('Status requiredreadabletells who is active');
    expect(textOf(si ?? null)).toContain('Signed in asHanna Vogel');
  });

  it('that succeeds for both sides leaves nothing to do but to save', async () => {
    await openPage({ status: aFreshStatus() }, 'configuration');
    await click(byRole('button', 'Set up the synchronisation'));
    expect(byRole('button', 'Next').classList.contains('primary')).toBe(true);
    await type(input('BambooHR API key'), 'new-key');
    await type(input('Small Improvements access token'), 'token');
    await type(input('BambooHR ID (subdomain)'), 'acme');
    await type(input('Small Improvements address'), 'https://acme.small-improvements.com');
    await click(byRole('button', 'Test Connection'));
    expect(allByRole('button', 'Next')).toEqual([]);
    expect(byRole('button', 'Save').classList.contains('primary')).toBe(true);
  });

  it('says nothing any more of a side for which something else was typed', async () => {
    await openPage({}, 'configuration');
    await click(byRole('button', 'Test Connection'));
    await type(input('BambooHR API key'), 'another-key');
    const left = allByRole('group', 'Connection test').map(textOf);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain('Signed in as');
    await click(byRole('button', 'Test Connection'));
    expect(allByRole('group', 'Connection test')).toHaveLength(2);
  });

  it('warns of too few people, missing fields and the other synchronisation', async () => {
    const report = aReport();
    if (!report.bamboo.ok || !report.si.ok) throw new Error('unexpected');
    const { value } = report.bamboo;
    const fields = value.fields.with(3, { field: 'status', required: true, readable: 'none' });
    const poor: ConnectionReport = {
      bamboo: { ok: true, value: { ...value, visible: 212, fields } },
      si: { ok: true, value: { ...report.si.value, ownSync: true } },
    };
    await openPage({ report: poor }, 'configuration');
    await click(byRole('button', 'Test Connection'));
    const [bamboo, si] = allByRole('group', 'Connection test').map(textOf);
    expect(bamboo).toContain('This key sees fewer people than you have.');
    expect(bamboo).toContain('Required fields are missing.');
    expect(si).toContain('synchronisation is switched on');
  });

  it('marks the fields without which nothing can be asked, until something is typed', async () => {
    const missing = (field: string) =>
      ({ ok: false, error: { code: 'settings-missing', context: { fields: [field] } } }) as const;
    await openPage({ report: { bamboo: missing('bambooKey'), si: missing('siAddress') } }, 'configuration');
    await click(byRole('button', 'Test Connection'));
    for (const label of ['BambooHR API key', 'Small Improvements address'])
      expect(input(label).getAttribute('aria-invalid')).toBe('true');
    expect(input('Small Improvements access token').getAttribute('aria-invalid')).not.toBe('true');
    await type(input('BambooHR API key'), 'k3y');
    expect(input('BambooHR API key').getAttribute('aria-invalid')).not.toBe('true');
  });

  it('lets one side fail while the other is fine', async () => {
    const report = {
      ...aReport(),
      bamboo: { ok: false, error: { code: 'bamboo-wrong-key', context: { status: 401 } } },
    } as const;
    await openPage({ report }, 'configuration');
    await click(byRole('button', 'Test Connection'));
    const [bamboo, si] = allByRole('group', 'Connection test').map(textOf);
    expect(bamboo).toContain('BambooHR does not accept this API key.Create a new key');
    expect(si).toContain('Connected');
  });
});
