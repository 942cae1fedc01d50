// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../src/ui/shell/app.tsx';
import { AppError } from '../../../src/shared/app-error.ts';
import { aFreshStatus, aStatus } from '../builders.ts';
import { allByRole, byRole, textOf } from '../by-role.ts';
import { click, closePage, openPage, press, settle, show, type } from '../page.tsx';
import { createFakePort } from '../fake-port.ts';

afterEach(closePage);

it('looks after nothing any more once the page has ended', async () => {
  document.hasFocus = () => true;
  await openPage({ status: aFreshStatus() });
  byRole('button', 'Only see reviews and objectives').focus();
  closePage();
  document.body.innerHTML = '<main><h1>Another page</h1></main>';
  await new Promise((done) => setTimeout(done, 120));
  expect(document.activeElement).toBe(document.body);
  document.body.replaceChildren();
});

describe('first start', () => {
  it('asks what to use and shows no tabs before that', async () => {
    await openPage({ status: aFreshStatus() });
    expect(allByRole('tab')).toHaveLength(0);
    expect(byRole('button', 'Only see reviews and objectives')).toBeDefined();
    expect(byRole('button', 'Set up the synchronisation')).toBeDefined();
  });

  it('keeps to reviews and objectives when that is chosen', async () => {
    const port = await openPage({ status: aFreshStatus() });
    await click(byRole('button', 'Only see reviews and objectives'));
    expect(port.dataOf('saveSettings')).toEqual([{ mode: 'viewer', siAddress: '' }]);
    expect(allByRole('tab')).toHaveLength(0);
    await type(byRole('textbox', 'Small Improvements address'), 'acme.small-improvements.com/app');
    await click(byRole('button', 'Save'));
    expect(port.dataOf('saveSettings')[1]).toEqual({ mode: 'viewer', siAddress: 'acme.small-improvements.com/app' });
    expect(textOf(byRole('status'))).toBe('Saved');
  });

  it('offers no set-up where IT keeps the browser a viewer', async () => {
    const fresh = aFreshStatus();
    await openPage({ status: { ...fresh, settings: { ...fresh.settings, mode: 'viewer' }, locked: ['mode'] } });
    expect(byRole('button', 'Save')).toBeDefined();
    expect(allByRole('button', 'Set up the synchronisation')).toHaveLength(0);
  });

  it('goes on to the guided set-up with Next', async () => {
    const port = await openPage({ status: aFreshStatus() });
    await click(byRole('button', 'Set up the synchronisation'));
    expect(port.dataOf('saveSettings')).toEqual([{ mode: 'sync' }]);
    expect(byRole('tab', 'Configuration').getAttribute('aria-selected')).toBe('true');
    await click(byRole('button', 'Next'));
    expect(document.activeElement).toBe(byRole('textbox', 'BambooHR ID (subdomain)'));
    await click(byRole('button', 'Next'));
    expect(document.activeElement).toBe(byRole('textbox', 'Small Improvements address'));
    await click(byRole('button', 'Next'));
    expect(allByRole('button', 'Next')).toHaveLength(0);
  });

  it('says what is wrong when the worker cannot answer, and tries again', async () => {
    const port = await openPage({ failures: { getStatus: new AppError('storage-blocked') } });
    expect(textOf(byRole('alert'))).toContain('Another window of this extension holds the history open.');
    port.data.failures = {};
    await click(byRole('button', 'Try again'));
    expect(byRole('tab', 'Preview')).toBeDefined();
  });
});

describe('tabs', () => {
  it('start on the preview once connected, on the configuration before', async () => {
    await openPage();
    expect(byRole('tab', 'Preview').getAttribute('aria-selected')).toBe('true');
    await openPage({ status: aStatus({ secrets: { bambooKey: true, siToken: false } }) });
    expect(byRole('tab', 'Configuration').getAttribute('aria-selected')).toBe('true');
  });

  it('are one stop of the Tab key and move with arrows, Home and End', async () => {
    await openPage();
    byRole('tab', 'Preview').focus();
    expect(allByRole('tab').map((tab) => tab.tabIndex)).toEqual([0, -1, -1, -1]);
    const walk: string[] = [];
    for (const key of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await press(key);
      walk.push(textOf(document.activeElement));
    }
    expect(walk).toEqual(['History', 'Health', 'Preview', 'Health', 'Preview']);
    expect(byRole('tabpanel').getAttribute('aria-labelledby')).toBe('tab-preview');
  });

  it('let go of the port when the page closes', async () => {
    const port = createFakePort();
    await show(<App port={port} popup />);
    expect(port.listeners()).toBeGreaterThan(0);
    closePage();
    await settle();
    expect(port.listeners()).toBe(0);
  });

  it('offer the full tab in the toolbar window only', async () => {
    const port = createFakePort();
    await show(<App port={port} popup />);
    await click(byRole('button', 'Open in a full tab'));
    expect(port.opened).toEqual(['tab']);
    await openPage();
    expect(allByRole('button', 'Open in a full tab')).toHaveLength(0);
  });
});
