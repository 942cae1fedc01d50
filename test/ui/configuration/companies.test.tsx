// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { aStatus } from '../builders.ts';
import { allByRole, byRole, textOf } from '../by-role.ts';
import { click, closePage, openPage } from '../page.tsx';

afterEach(closePage);

const name = 'BambooHR pages that show Small Improvements';
const agreed = (part: object = {}) => {
  const status = aStatus();
  return { ...status, settings: { ...status.settings, panelCompanies: ['acme', 'beta'], ...part } };
};

describe('the companies a viewer agreed to', () => {
  it('are listed, and each can be taken back', async () => {
    const port = await openPage({ status: agreed() }, 'configuration');
    const rows = () =>
      [...byRole('list', name).querySelectorAll('li')].map((row) => textOf(row.querySelector('strong')));
    expect(rows()).toEqual(['acme.bamboohr.com', 'beta.bamboohr.com']);
    await click(byRole('button', 'Take back acme'));
    expect(port.dataOf('saveSettings')).toEqual([{ panelCompanies: ['beta'] }]);
  });

  it('are listed for people who only look at profiles as well', async () => {
    await openPage({ status: agreed({ mode: 'viewer' }) });
    expect(byRole('button', 'Take back beta')).toBeDefined();
  });

  it('are no section where there are none', async () => {
    await openPage({ status: aStatus() }, 'configuration');
    expect(allByRole('list', name)).toHaveLength(0);
  });

  it('stay where a policy names them', async () => {
    await openPage({ status: { ...agreed(), locked: ['panelCompanies'] } }, 'configuration');
    expect((byRole('button', 'Take back acme') as HTMLButtonElement).disabled).toBe(true);
  });
});
