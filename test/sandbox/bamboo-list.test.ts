import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

interface Page {
  data: Row[];
  meta: { total: number; page: { limit: number; nextCursor: string | null; prevCursor: string | null } };
  _links: Record<string, { href: string }>;
}

async function page(query: string, key = 'full'): Promise<Page> {
  return (await (await h.bamboo(`employees?${query}`, { key })).json()) as Page;
}

async function refusal(query: string): Promise<unknown> {
  const response = await h.bamboo(`employees?${query}`);
  expect(response.status).toBe(400);
  return response.json();
}

describe('GET employees', () => {
  it('pages by opaque cursors, forward and back, without order and without gaps', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    let previous: string | null = null;
    do {
      const query = new URLSearchParams({ 'page[limit]': '30', ...(cursor === null ? {} : { 'page[after]': cursor }) });
      const result: Page = await page(query.toString());
      expect(result.meta.total).toBe(100);
      seen.push(...result.data.map((row) => String(row['employeeId'])));
      cursor = result.meta.page.nextCursor;
      previous = result.meta.page.prevCursor;
      expect('next' in result._links).toBe(cursor !== null);
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(100);
    expect(seen).not.toEqual(seen.toSorted((a, b) => Number(a) - Number(b)));
    const back = await page(new URLSearchParams({ 'page[limit]': '30', 'page[before]': previous ?? '' }).toString());
    expect(back.data.map((row) => row['employeeId'])).toEqual(seen.slice(60, 90));
  });

  it('names another host in its links', async () => {
    const result = await page('page[limit]=1');
    expect(result._links['next']?.href).toMatch(/^https:\/\/api\.bamboohr\.com\//);
  });

  it('has the base fields and the asked ones, gender among them; unknown ones are ignored', async () => {
    const { data } = await page('fields=workEmail,reportsToId,gender,nonsense&page[limit]=1');
    expect(Object.keys(data[0] ?? {}).toSorted()).toEqual(
      [
        '_restrictedFields',
        'employeeId',
        'firstName',
        'gender',
        'jobTitleName',
        'lastName',
        'photoUrl',
        'preferredName',
        'reportsToId',
        'status',
        'workEmail',
      ].toSorted(),
    );
    const array = await page('fields[]=workEmail&fields[]=hireDate&page[limit]=1');
    expect(Object.keys(array.data[0] ?? {})).toContain('hireDate');
    const repeated = await page('fields=workEmail&fields=hireDate&page[limit]=1');
    expect(Object.keys(repeated.data[0] ?? {})).not.toContain('workEmail');
  });

  it('keeps unreadable rows with nulls and counts them', async () => {
    const { data, meta } = await page('page[limit]=2500&fields=workEmail', 'selfOnly');
    expect(meta.total).toBe(100);
    expect(data).toHaveLength(100);
    const readable = data.filter((row) => row['lastName'] !== null);
    expect(readable).toHaveLength(1);
    const hidden = data.find((row) => row['lastName'] === null);
    expect(hidden).toMatchObject({ firstName: null, status: null, workEmail: null });
    expect(hidden?.['_restrictedFields']).toEqual(
      expect.arrayContaining(['firstName', 'lastName', 'status', 'workEmail']),
    );
    expect(hidden?.['employeeId']).toMatch(/^\d+$/);
  });

  it('names withheld fields, and leaves the list of them out by mode when nothing is withheld', async () => {
    const weak = await page('page[limit]=2500&fields=hireDate', 'noStatus');
    expect(weak.data.every((row) => row['status'] === null)).toBe(true);
    expect(weak.data.every((row) => JSON.stringify(row['_restrictedFields']) === '["status"]')).toBe(true);
    expect((await page('page[limit]=1')).data[0]).toHaveProperty('_restrictedFields', []);
    h.sandbox.modes.bamboo.restrictedFields = 'absent';
    expect((await page('page[limit]=1')).data[0]).not.toHaveProperty('_restrictedFields');
  });

  it('drops people whose filtered field is not readable', async () => {
    const all = await page('filter[status]=active&page[limit]=2500');
    const active = h.sandbox.state.bamboo.employees.filter((row) => row.status === 'Active').length;
    expect(all.meta.total).toBe(active);
    expect((await page('filter[status]=active', 'noStatus')).meta.total).toBe(0);
    expect((await page('sort=status', 'noStatus')).meta.total).toBe(0);
    expect((await page('filter[ids]=4,5')).meta.total).toBe(2);
    expect((await page('filter[ids][]=4')).meta.total).toBe(1);
  });

  it('sorts with nulls first', async () => {
    const { data } = await page('sort=preferredName,-lastName&page[limit]=2500');
    const names = data.map((row) => row['preferredName']);
    const firstNamed = names.findIndex((name) => name !== null);
    expect(firstNamed).toBeGreaterThan(0);
    expect(names.slice(firstNamed)).not.toContain(null);
  });

  it('refuses bad parameters with a structured 400', async () => {
    expect(await refusal('page[limit]=0')).toMatchObject({ error: { code: 'BadRequest' } });
    expect(await refusal('page[limit]=2501')).toMatchObject({ error: { code: 'BadRequest' } });
    expect(await refusal('sort=workEmail')).toMatchObject({ error: { code: 'BadRequest' } });
    expect(await refusal('page[after]=a&page[before]=b')).toMatchObject({ error: { code: 'BadRequest' } });
    expect(await refusal('page[after]=garbage')).toMatchObject({ error: { code: 'BadPage' } });
  });

  it('answers BadPage when the employee at the boundary is gone', async () => {
    const first = await page('page[limit]=10');
    const boundary = first.data.at(-1)?.['employeeId'];
    const { bamboo } = h.sandbox.state;
    bamboo.employees = bamboo.employees.filter((row) => row.id !== boundary);
    const query = new URLSearchParams({ 'page[after]': first.meta.page.nextCursor ?? '' });
    expect(await refusal(query.toString())).toMatchObject({ error: { code: 'BadPage' } });
  });

  it('may not offer Basic at all, and may write unset dates as zeros', async () => {
    h.sandbox.modes.bamboo.listBasicAuth = 'unauthorized';
    expect((await h.bamboo('employees')).status).toBe(401);
    h.sandbox.modes.bamboo.listBasicAuth = 'forbidden';
    expect((await h.bamboo('employees')).status).toBe(403);
    expect((await h.bamboo('company_information')).status).toBe(200);
    h.sandbox.modes.bamboo.listBasicAuth = 'allowed';
    expect((await page('fields=originalHireDate&page[limit]=1')).data[0]).toHaveProperty('originalHireDate', null);
    h.sandbox.modes.bamboo.listUnsetDate = 'zeros';
    expect((await page('fields=originalHireDate&page[limit]=1')).data[0]).toHaveProperty(
      'originalHireDate',
      '0000-00-00',
    );
  });
});
