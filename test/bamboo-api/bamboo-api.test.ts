import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createBambooApi } from '../../src/bamboo-api/create-bamboo-api.ts';
import { reportFields } from '../../src/bamboo-api/names.ts';
import { HIDDEN, NOT_OFFERED } from '../../src/domain/cell.ts';
import changedFixture from '../fixtures/bamboo/changed.json' with { type: 'json' };
import listFixture from '../fixtures/bamboo/list.json' with { type: 'json' };
import reportFixture from '../fixtures/bamboo/report.json' with { type: 'json' };
import { createTestClock } from '../http/test-clock.ts';
import { type SeenRequest, sendJson, startTestServer } from '../http/test-server.ts';

type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) =>
    sendJson(response, body, status);
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/html; charset=UTF-8', ...headers }).end();
  };

const usual: Record<string, Answer> = {
  '/api/v1/reports/custom': json(reportFixture),
  '/api/v1/employees': json(listFixture),
  '/api/v1/employees/0': json({ id: '5', firstName: 'Charlotte', lastName: 'Abbott', preferredName: 'Charlie' }),
  '/api/v1/company_information': json({ legalName: 'Acme Inc.', displayName: 'ACME', address: {}, phone: '1' }),
  '/api/v1/employees/changed': json(changedFixture),
};

async function connect(answers: Record<string, Answer> = {}) {
  const server = await startTestServer((request, response) => {
    const answer = { ...usual, ...answers }[request.path] ?? status(404);
    void answer(request, response);
  });
  const clock = createTestClock();
  const api = createBambooApi({ subdomain: 'acme', apiKey: 'k3y', fetch: server.fetch, clock });
  return { server, clock, api };
}

const report = (rows: readonly unknown[], fields: readonly string[] = reportFields) => ({
  title: 'x',
  fields: fields.map((id) => ({ id, type: 'text', name: id })),
  employees: rows,
});
const row = (id: string) => ({
  ...Object.fromEntries(reportFields.map((name) => [name, null])),
  id,
  lastName: `L${id}`,
  status: 'Active',
});
const listed = (id: string) => ({
  employeeId: id,
  firstName: null,
  lastName: `L${id}`,
  status: 'Active',
  _restrictedFields: [],
});
const page = (data: readonly unknown[], total: number, nextCursor: string | null = null) => ({
  data,
  meta: { total, page: { limit: 2500, nextCursor, prevCursor: null } },
});

describe('createBambooApi', () => {
  it('asks with the key as Basic user name, for JSON, at the company host', async () => {
    const hosts: string[] = [];
    const { server, clock } = await connect();
    const api = createBambooApi({
      subdomain: 'https://Acme.bamboohr.com/home',
      apiKey: ' k3y ',
      clock,
      fetch: (input, init) => {
        const request = new Request(input, init);
        hosts.push(new URL(request.url).host);
        expect(request.credentials).toBe('omit');
        expect(request.redirect).toBe('manual');
        return server.fetch(request);
      },
    });
    expect((await api.readEverybody()).subdomain).toBe('acme');
    expect(new Set(hosts)).toEqual(new Set(['acme.bamboohr.com']));
    expect(new Set(server.requests.map((request) => request.headers.authorization))).toEqual(
      new Set([`Basic ${Buffer.from('k3y:x').toString('base64')}`]),
    );
    expect(new Set(server.requests.map((request) => request.headers.accept))).toEqual(new Set(['application/json']));
  });

  it('asks the report for exactly the fields it needs, as current values, with an exact content type', async () => {
    const { server, api } = await connect();
    await api.readEverybody();
    const request = server.requests.find((one) => one.method === 'POST');
    expect(request?.path).toBe('/api/v1/reports/custom');
    expect(Object.fromEntries(request?.query ?? [])).toEqual({ format: 'json', onlyCurrent: 'true' });
    expect(request?.headers['content-type']).toBe('application/json');
    expect((JSON.parse(request?.body ?? '') as { fields: string[] }).fields.toSorted()).toEqual(
      [
        'status firstName lastName preferredName workEmail gender hireDate employeeNumber jobTitle department location',
        'supervisorEId',
      ]
        .join(' ')
        .split(' ')
        .toSorted(),
    );
  });

  it('asks the list for everybody, without a filter or an order', async () => {
    const { server, api } = await connect();
    await api.readEverybody();
    const request = server.requests.find((one) => one.method === 'GET');
    expect([...(request?.query.keys() ?? [])].toSorted()).toEqual(['fields', 'page[limit]']);
    expect(request?.query.get('page[limit]')).toBe('2500');
  });

  it('reads everybody from both sources with two requests', async () => {
    const { server, api } = await connect();
    const snapshot = await api.readEverybody();
    expect(server.requests).toHaveLength(2);
    expect(snapshot).toMatchObject({
      subdomain: 'acme',
      issues: [],
      notVisible: ['77'],
      hiddenFields: [],
      sources: { report: true, list: true },
      visibility: 'subset',
    });
    expect(snapshot.employees).toHaveLength(3);
  });

  it('says what the key can see when the connection is tested', async () => {
    const { api } = await connect();
    const found = await api.testConnection();
    expect(found).toMatchObject({
      companyName: 'ACME',
      keyOwner: 'Charlie Abbott',
      visible: 3,
      notVisible: 1,
      active: 2,
      inactive: 1,
      withWorkEmail: 2,
      sources: { report: true, list: true },
    });
    expect(found.fields).toContainEqual({ field: 'gender', required: true, readable: 'all' });
    expect(found.fields).toContainEqual({ field: 'department', required: false, readable: 'some' });
  });

  it('copes with a key whose user has no employee record', async () => {
    const { api } = await connect({ '/api/v1/employees/0': json({ id: '0' }) });
    expect((await api.testConnection()).keyOwner).toBeUndefined();
  });

  it.each([
    [{ id: 5, firstName: 'Charlotte', lastName: 'Abbott', preferredName: '' }, 'Charlotte Abbott'],
    [{ id: '5', firstName: null, lastName: 'Abbott' }, 'Abbott'],
    [{ id: '5', firstName: null, lastName: null }, undefined],
  ])('names the key owner of %j', async (owner, expected) => {
    const { api, server } = await connect({ '/api/v1/employees/0': json(owner) });
    expect(await api.readKeyOwner()).toEqual({ id: '5', name: expected });
    expect(server.requests[0]?.query.get('fields')).toBe('firstName,lastName,preferredName');
  });

  it.each([
    [{ legalName: ' Acme Inc. ', displayName: '  ' }, 'Acme Inc.'],
    [{ legalName: null, displayName: ' ACME ' }, 'ACME'],
    [{ displayName: null }, undefined],
  ])('names the company of %j', async (company, expected) => {
    const { api } = await connect({ '/api/v1/company_information': json(company) });
    expect(await api.readCompanyName()).toBe(expected);
  });

  it('goes on without the names of company and key owner where the key may not read them, and not in an outage', async () => {
    const of = (answer: Answer) =>
      connect({ '/api/v1/company_information': answer, '/api/v1/employees/0': answer }).then(({ api }) => api);
    const refused = await of(status(403));
    expect(await refused.readCompanyName()).toBeUndefined();
    expect(await refused.readKeyOwner()).toEqual({});
    const down = await of(status(503, { 'retry-after': '900' }));
    await expect(down.readCompanyName()).rejects.toMatchObject({ code: 'bamboo-unavailable' });
    await expect(down.readKeyOwner()).rejects.toMatchObject({ code: 'bamboo-unavailable' });
  });

  it('counts a value the two answers contradict each other in as readable, and says what nobody can read', async () => {
    const { api } = await connect({
      '/api/v1/reports/custom': json(report([{ ...row('1'), jobTitle: 'Sales', gender: undefined }])),
      '/api/v1/employees': json(page([{ ...listed('1'), jobTitleName: 'Engineer' }], 1)),
    });
    const { fields } = await api.testConnection();
    expect(fields).toContainEqual({ field: 'jobTitle', required: false, readable: 'all' });
    expect(fields).toContainEqual({ field: 'gender', required: true, readable: 'none' });
  });

  it('tries a wrong key once when the connection is tested', async () => {
    const refuse = status(401, { 'x-bamboohr-error-message': 'API key not provided or invalid' });
    const { api, server } = await connect(Object.fromEntries(Object.keys(usual).map((path) => [path, refuse])));
    await expect(api.testConnection()).rejects.toMatchObject({
      code: 'bamboo-wrong-key',
      context: { status: 401, vendorMessage: 'API key not provided or invalid' },
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['a key of nobody', status(401), 'bamboo-wrong-key'],
    ['a key without rights', status(403), 'bamboo-forbidden'],
    [
      'an account that does not exist',
      status(302, { location: 'https://www.bamboohr.com/' }),
      'bamboo-wrong-subdomain',
    ],
    ['a rate limit', status(429, { 'retry-after': '900' }), 'bamboo-rate-limited'],
    ['an outage', status(503, { 'retry-after': '900' }), 'bamboo-unavailable'],
    ['a web page', status(200), 'bamboo-not-json'],
  ])('says so of %s', async (_what, answer, code) => {
    const { api } = await connect({ '/api/v1/reports/custom': answer, '/api/v1/employees': answer });
    await expect(api.readEverybody()).rejects.toMatchObject({ code });
  });

  it('goes on with the list when the report refuses, and the other way round', async () => {
    for (const refusal of [status(401), status(403), status(404), status(410)]) {
      const withoutReport = await connect({ '/api/v1/reports/custom': refusal });
      const fromList = await withoutReport.api.readEverybody();
      expect(fromList).toMatchObject({ sources: { report: false, list: true }, visibility: 'subset' });
      expect(fromList.employees[0]?.gender).toBe(NOT_OFFERED);

      const withoutList = await connect({ '/api/v1/employees': refusal });
      const fromReport = await withoutList.api.readEverybody();
      expect(fromReport).toMatchObject({
        sources: { report: true, list: false },
        visibility: 'unknown',
        notVisible: [],
      });
      expect(fromReport.employees.every((employee) => employee.provenEmpty.size === 0)).toBe(true);
    }
  });

  it('does not go on with half the picture when one source is down, cut short or no JSON', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"employeeId":"4"},');
    };
    const html: Answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    };
    for (const [answer, code] of [
      [status(500), 'bamboo-unavailable'],
      [cut, 'bamboo-truncated'],
      [html, 'bamboo-not-json'],
      [json({ employees: {} }), 'bamboo-bad-shape'],
      [json([]), 'bamboo-bad-shape'],
    ] as const) {
      // A list that makes no sense by itself is another matter: it counts as refused.
      const both = code === 'bamboo-unavailable' || code === 'bamboo-truncated';
      for (const path of ['/api/v1/reports/custom', ...(both ? ['/api/v1/employees'] : [])]) {
        const { api } = await connect({ [path]: answer });
        await expect(api.readEverybody()).rejects.toMatchObject({ code });
      }
    }
  });

  const oddLists: readonly (readonly [string, Answer])[] = [
    ['no meta.page', json({ data: listFixture.data, meta: { total: 3 } })],
    ['no meta', json({ data: listFixture.data })],
    ['a total as text', json({ ...listFixture, meta: { ...listFixture.meta, total: '3' } })],
    ['a total one too high', json(page(listFixture.data, listFixture.data.length + 1))],
    ['an error body', json({ error: { code: 429, message: 'Limit exceeded' } })],
    [
      'a page of HTML',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    ],
    [
      'data called text/html',
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end(JSON.stringify(listFixture)),
    ],
    ['pages that never end', json(page(listFixture.data, 3, 'same'))],
  ];

  it.each(oddLists)('takes a list with %s as refused, and says that it was odd', async (_what, answer) => {
    const refused = await connect({ '/api/v1/employees': status(403) });
    const { api } = await connect({ '/api/v1/employees': answer });
    const snapshot = await api.readEverybody();
    expect(snapshot.sources).toEqual({ report: true, list: false, oddList: true });
    expect(snapshot).toEqual({
      ...(await refused.api.readEverybody()),
      sources: { report: true, list: false, oddList: true },
    });
  });

  it.each([
    ['counted', 40],
    ['uncounted', 36],
  ])('does not go on with a list that lacks people the report has, %s', async (_what, total) => {
    const ids = Array.from({ length: 40 }, (_, index) => String(index + 1));
    const { api } = await connect({
      '/api/v1/reports/custom': json(report(ids.map(row))),
      '/api/v1/employees': json(page(ids.slice(0, 36).map(listed), total)),
    });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-truncated' });
  });

  it('does not take a list in which people moved over a page for everybody', async () => {
    const pages = (...ids: readonly (readonly string[])[]): Answer => {
      const cursors = ids.map((_, index) => (index + 1 < ids.length ? `after ${index}` : null));
      return ({ query }, response) => {
        const after = query.get('page[after]');
        const index = after === null ? 0 : cursors.indexOf(after) + 1;
        sendJson(response, page((ids[index] ?? []).map(listed), 5, cursors[index]));
      };
    };
    const refused = { '/api/v1/reports/custom': status(403) };
    const moved = await connect({ ...refused, '/api/v1/employees': pages(['1', '2', '3'], ['3', '5']) });
    await expect(moved.api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-truncated' });
    const whole = await connect({ ...refused, '/api/v1/employees': pages(['1', '2', '3'], ['4', '5']) });
    expect((await whole.api.readEverybody()).employees).toHaveLength(5);
  });

  it('has all it needs from the list alone when the report is refused, gender included', async () => {
    const data = [{ ...listed('4'), gender: 'Female', hireDate: '2020-01-01' }];
    const { api, server } = await connect({
      '/api/v1/reports/custom': status(403),
      '/api/v1/employees': json(page(data, 1)),
    });
    const snapshot = await api.readEverybody();
    expect(snapshot.employees[0]).toMatchObject({ gender: 'Female', hireDate: '2020-01-01' });
    const asked = server.requests.find(({ path }) => path === '/api/v1/employees')?.query.get('fields');
    expect(asked?.split(',')).toContain('gender');
  });

  it('names fields this key cannot see for anybody', async () => {
    const columns = reportFields.filter((name) => name !== 'gender' && name !== 'status');
    const { api } = await connect({
      '/api/v1/reports/custom': json(report(reportFixture.employees, columns)),
      '/api/v1/employees': status(403),
    });
    const snapshot = await api.readEverybody();
    expect(snapshot.hiddenFields.toSorted()).toEqual(['gender', 'status']);
    expect(snapshot.employees.every((employee) => employee.status === HIDDEN)).toBe(true);
  });

  it('names the columns the report left out where it has nobody', async () => {
    const columns = reportFields.filter((name) => name !== 'gender');
    const { api } = await connect({
      '/api/v1/reports/custom': json(report([], columns)),
      '/api/v1/employees': status(403),
    });
    expect((await api.readEverybody()).hiddenFields).toEqual(['gender']);
    const neither = await connect({
      '/api/v1/reports/custom': status(403),
      '/api/v1/employees': json(page([], 0)),
    });
    expect((await neither.api.readEverybody()).hiddenFields).toEqual([]);
  });

  it.each([
    ['on some rows, for a key that does not see everybody', ['2'], 'subset'],
    ['on every row, for one that may not see the field', ['1', '2'], 'full'],
    ['on none, for one that sees everybody', [], 'full'],
  ])('takes a status that is withheld %s', async (_what, withheld, expected) => {
    const data = ['1', '2'].map((id) => ({
      ...listed(id),
      status: null,
      ...(withheld.includes(id) ? { _restrictedFields: ['status'] } : { status: 'Active' }),
    }));
    const { api } = await connect({ '/api/v1/reports/custom': status(403), '/api/v1/employees': json(page(data, 2)) });
    expect((await api.readEverybody()).visibility).toBe(expected);
  });

  it('tells of a broken row once, and not where the other answer has the person whole', async () => {
    const broken = { lastName: { evil: true } };
    const { api } = await connect({
      '/api/v1/reports/custom': json(report([row('1'), { ...row('2'), ...broken }])),
      '/api/v1/employees': json(
        page(
          ['1', '2', '3'].map((id) => ({ ...listed(id), ...broken })),
          3,
        ),
      ),
    });
    const { issues, employees } = await api.readEverybody();
    expect(issues).toEqual([
      { side: 'bamboo', row: 1, id: '2', reason: 'invalid-field', fields: ['lastName'] },
      { side: 'bamboo', row: 2, id: '3', reason: 'invalid-field', fields: ['lastName'] },
    ]);
    expect(employees.map(({ id }) => id)).toEqual(['1']);
  });

  it('tells of the broken rows of the list alone where there is no report', async () => {
    const data = [listed('1'), { ...listed('2'), lastName: ['x'] }, { lastName: 'nobody' }, 'text'];
    const { api } = await connect({ '/api/v1/reports/custom': status(403), '/api/v1/employees': json(page(data, 4)) });
    expect((await api.readEverybody()).issues.map(({ row: at, reason }) => [at, reason])).toEqual([
      [1, 'invalid-field'],
      [2, 'missing-id'],
      [3, 'not-an-object'],
    ]);
  });

  it('reports an employee with no id and an unknown status without losing the others', async () => {
    const rows = [row('1'), { ...row('2'), id: undefined }, { ...row('3'), status: 'Paused' }];
    const { api } = await connect({
      '/api/v1/reports/custom': json(report(rows)),
      '/api/v1/employees': json(page(['1', '3'].map(listed), 2)),
    });
    const snapshot = await api.readEverybody();
    expect(snapshot.issues).toEqual([{ side: 'bamboo', row: 1, reason: 'missing-id' }]);
    expect(snapshot.employees.map(({ id, status: known }) => [id, known])).toEqual([
      ['1', 'active'],
      ['3', 'unknown'],
    ]);
  });

  it('pages through 10,000 people with five requests and tells how far it is', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index + 1));
    const { api, server } = await connect({
      '/api/v1/reports/custom': json(report(ids.map(row))),
      '/api/v1/employees': (request, response) => {
        const start = Number(request.query.get('page[after]') ?? 0);
        const limit = Number(request.query.get('page[limit]'));
        const next = start + limit < ids.length ? String(start + limit) : null;
        sendJson(response, page(ids.slice(start, start + limit).map(listed), ids.length, next));
      },
    });
    const progress: [number, number | undefined][] = [];
    const snapshot = await api.readEverybody({ onProgress: (done, total) => progress.push([done, total]) });
    expect(snapshot.employees).toHaveLength(10_000);
    expect(snapshot.visibility).toBe('full');
    expect(server.requests).toHaveLength(5);
    expect(progress.at(-1)).toEqual([10_000, 10_000]);
    expect(server.requests.every((request) => request.headers.host?.startsWith('127.0.0.1'))).toBe(true);
  });

  it('begins the list anew when the person a cursor stood on is gone', async () => {
    let failures = 0;
    const { api } = await connect({
      '/api/v1/reports/custom': json(report([row('1'), row('2')])),
      '/api/v1/employees': (request, response) => {
        if (request.query.get('page[after]') === null) return sendJson(response, page([listed('1')], 2, 'abc'));
        failures += 1;
        if (failures === 1) return sendJson(response, { error: { code: 'BadPage', message: 'gone' } }, 400);
        return sendJson(response, page([listed('2')], 2));
      },
    });
    const snapshot = await api.readEverybody();
    expect(snapshot.issues).toEqual([]);
    expect(snapshot.employees).toHaveLength(2);
    expect(snapshot.sources).toEqual({ report: true, list: true });
  });

  it('begins it anew as well where fewer came than BambooHR counts, and takes the reading that has everybody', async () => {
    let readings = 0;
    const { api } = await connect({
      '/api/v1/reports/custom': json(report([row('1'), row('2')])),
      '/api/v1/employees': (_request, response) => {
        readings += 1;
        sendJson(response, page((readings < 3 ? ['1'] : ['1', '2']).map(listed), 2));
      },
    });
    expect((await api.readEverybody()).sources).toEqual({ report: true, list: true });
    expect(readings).toBe(3);
  });

  it('gives a list up whose cursors are gone at every reading', async () => {
    let readings = 0;
    const { api } = await connect({
      '/api/v1/employees': (request, response) => {
        if (request.query.get('page[after]') !== null) return sendJson(response, { error: { code: 'BadPage' } }, 400);
        readings += 1;
        return sendJson(response, page([listed('4')], 3, 'abc'));
      },
    });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-truncated' });
    expect(readings).toBe(3);
  });

  it.each([
    ['the first page is refused as a bad one', 'first', 400],
    ['a later page is forbidden', 'later', 403],
  ])('does not begin it anew where %s', async (_what, which, code) => {
    let asked = 0;
    const { api } = await connect({
      '/api/v1/employees': (request, response) => {
        asked += 1;
        const isFirst = request.query.get('page[after]') === null;
        if (isFirst !== (which === 'first')) return sendJson(response, page([listed('4')], 3, 'abc'));
        return sendJson(response, { error: { code: 'BadRequest' } }, code);
      },
    });
    expect((await api.readEverybody()).sources).toEqual({ report: true, list: false });
    expect(asked).toBe(which === 'first' ? 1 : 2);
  });

  it('takes a list with fewer rows than BambooHR counts for cut short', async () => {
    const { api } = await connect({ '/api/v1/employees': json(page([listed('4'), listed('5')], 900)) });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-truncated' });
  });

  it('does not run in circles when a cursor repeats', async () => {
    const { api } = await connect({ '/api/v1/employees': json(page([listed('4')], 900, 'same')) });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-bad-shape' });
  });

  it("does not take a report for this company's whose people the list does not know", async () => {
    const { api } = await connect({
      '/api/v1/reports/custom': json(report(['901', '902', '903', '4'].map(row))),
    });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-bad-shape' });
  });

  it.each([
    ['three of five are missing: another company', 5, 3, 'bamboo-bad-shape'],
    ['three of six are missing: people are', 6, 3, 'bamboo-truncated'],
    ['two of four are missing: left between the two answers', 4, 2, undefined],
    ['nobody is in the report', 0, 0, undefined],
  ])('weighs a list in which %s', async (_what, size, missing, code) => {
    const ids = Array.from({ length: size }, (_, at) => String(at + 1));
    const { api } = await connect({
      '/api/v1/reports/custom': json(report(ids.map(row))),
      '/api/v1/employees': json(page(ids.slice(missing).map(listed), size - missing)),
    });
    const read = api.readEverybody();
    if (code === undefined) expect((await read).employees).toHaveLength(size);
    else await expect(read).rejects.toMatchObject({ code });
  });

  it('names deleted people only', async () => {
    const { api, server } = await connect();
    expect(await api.readDeleted(Date.UTC(2026, 10, 20))).toEqual(['123']);
    expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual({
      since: '2026-11-20T00:00:00Z',
      type: 'deleted',
    });
    const empty = await connect({ '/api/v1/employees/changed': json({ latest: 'x', employees: [] }) });
    expect(await empty.api.readDeleted(0)).toEqual([]);
  });

  it('names deleted people by the key of their row where it has no id, and nobody whose row does not say so', async () => {
    const employees = { '7': { action: 'deleted' }, '8': {}, '9': { id: 9, action: 'Inserted' } };
    const { api } = await connect({ '/api/v1/employees/changed': json({ employees }) });
    expect(await api.readDeleted(0)).toEqual(['7']);
    const listed = await connect({ '/api/v1/employees/changed': json({ employees: [{ action: 'Deleted' }] }) });
    expect(await listed.api.readDeleted(0)).toEqual([]);
  });

  it('stops both reads when one fails for good', async () => {
    const reports: ServerResponse[] = [];
    const { api } = await connect({
      '/api/v1/reports/custom': (_request, response) => {
        reports.push(response);
      },
      '/api/v1/employees': async (request, response) => {
        await expect.poll(() => reports.length).toBe(1);
        await status(302)(request, response);
      },
    });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'bamboo-wrong-subdomain' });
    await expect.poll(() => reports[0]?.destroyed).toBe(true);
  });

  it('asks nothing with settings that cannot work', () => {
    const clock = createTestClock();
    const make = (subdomain: string, apiKey: string) => () => createBambooApi({ subdomain, apiKey, clock, fetch });
    expect(make(' ', 'key')).toThrow(expect.objectContaining({ code: 'settings-missing' }));
    expect(make('acme.evil.example', 'key')).toThrow(expect.objectContaining({ code: 'settings-invalid' }));
    expect(make('acme', '')).toThrow(expect.objectContaining({ code: 'settings-missing' }));
    expect(make('acme', 'a b')).toThrow(expect.objectContaining({ code: 'bamboo-wrong-key' }));
    expect(make('acme', 'key\n')).not.toThrow();
  });
});
