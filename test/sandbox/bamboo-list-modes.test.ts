import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

interface Body {
  data?: Row[];
  meta?: { total?: unknown; page?: { nextCursor: string | null } };
  error?: { code: unknown };
}

async function list(query = 'page[limit]=2500'): Promise<{ body: Body; type: string; status: number }> {
  const response = await h.bamboo(`employees?${query}`);
  const type = response.headers.get('content-type') ?? '';
  return { body: (await response.json()) as Body, type, status: response.status };
}

async function rows(query: string): Promise<Row[]> {
  return (await list(`page[limit]=2500&${query}`)).body.data ?? [];
}

describe('revisions of the list', () => {
  it('offers gender and other new names, and an older server ignores them', async () => {
    const asked = 'fields=gender,nickName,preferredNameLastName,genderIdentity,timezone,workEmail';
    const [first] = await rows(asked);
    const stored = h.sandbox.state.bamboo.employees.find((row) => row.id === first?.['employeeId']);
    expect(first).toMatchObject({ gender: stored?.gender, nickName: stored?.preferredName, timezone: null });
    h.sandbox.modes.bamboo.listRevision = 'older';
    const [older] = await rows(asked);
    for (const name of ['gender', 'nickName', 'preferredNameLastName', 'genderIdentity', 'timezone']) {
      expect(older).not.toHaveProperty(name);
    }
    expect(older).toHaveProperty('workEmail');
  });

  it('names a withheld gender like any other field', async () => {
    const response = await h.bamboo('employees?page[limit]=1&fields=gender', { key: 'noGender' });
    const { data } = (await response.json()) as { data: Row[] };
    expect(data[0]).toMatchObject({ gender: null, _restrictedFields: ['gender'] });
  });

  it('filters texts by what they contain, ids, enums and dates by what they are', async () => {
    const { employees } = h.sandbox.state.bamboo;
    const titled = employees.find((row) => row.supervisorEId !== null && row.department !== null);
    const part = titled?.department?.slice(1, 4).toUpperCase() ?? '';
    const found = await rows(`filter[departmentName]=${encodeURIComponent(part)}`);
    const containing = employees.filter((row) => row.department?.toUpperCase().includes(part));
    expect(found).toHaveLength(containing.length);
    const female = await rows('filter[gender]=Female');
    expect(female).toHaveLength(employees.filter((row) => row.gender === 'Female').length);
    expect(await rows('filter[gender]=Fem')).toHaveLength(0);
    expect(await rows(`filter[hireDate]=${titled?.hireDate?.slice(0, 7)}`)).toHaveLength(0);
    expect((await rows(`filter[hireDate]=${titled?.hireDate}`)).length).toBeGreaterThan(0);
    const reports = await rows(`filter[reportsToId]=${titled?.supervisorEId}`);
    expect(reports).toHaveLength(employees.filter((row) => row.supervisorEId === titled?.supervisorEId).length);
  });

  it('answers 422 for unknown filters and fields that have none; an older server ignores them', async () => {
    const unable = ['nonsense', 'bestEmail', 'genderIdentity', 'ssn', 'teams', 'userId', 'payRate'];
    for (const name of unable) {
      const { status, body } = await list(`filter[${name}]=x`);
      expect([name, status, typeof body.error?.code]).toEqual([name, 422, 'string']);
    }
    h.sandbox.modes.bamboo.listRevision = 'older';
    for (const name of unable) expect((await list(`filter[${name}]=x`)).status).toBe(200);
  });

  it('writes cursors as text', async () => {
    expect(typeof (await list('page[limit]=5')).body.meta?.page?.nextCursor).toBe('string');
  });
});

describe('odd answers of the list while the report is right', () => {
  it.each([
    ['no-page', { total: 100, page: undefined }],
    ['no-meta', undefined],
    ['text-total', { total: '100', page: expect.anything() as unknown }],
    ['high-total', { total: 101, page: expect.anything() as unknown }],
  ] as const)('%s', async (listAnswer, meta) => {
    h.sandbox.modes.bamboo.listAnswer = listAnswer;
    const { body } = await list();
    expect(body.data).toHaveLength(100);
    expect(body.meta).toEqual(meta);
    expect((await h.report(['status'])).employees).toHaveLength(100);
  });

  it('200 with an error body, and JSON called HTML', async () => {
    h.sandbox.modes.bamboo.listAnswer = 'error-body';
    const odd = await list();
    expect([odd.status, odd.body.error?.code, odd.body.data]).toEqual([200, 429, undefined]);
    h.sandbox.modes.bamboo.listAnswer = 'html-type';
    const html = await list();
    expect(html.type).toContain('text/html');
    expect(html.body.data).toHaveLength(100);
  });

  it('fewer people than the report, said or not said by the total', async () => {
    h.sandbox.modes.bamboo.listAnswer = 'fewer-rows';
    const fewer = await list();
    expect(fewer.body.data?.length).toBeLessThan(100);
    expect(fewer.body.meta?.total).toBe(fewer.body.data?.length);
    h.sandbox.modes.bamboo.listAnswer = 'cut-short';
    const cut = await list();
    expect(cut.body.data).toHaveLength(90);
    expect(cut.body.meta).toMatchObject({ total: 100, page: { nextCursor: null } });
    expect((await h.report(['status'])).employees).toHaveLength(100);
  });
});
