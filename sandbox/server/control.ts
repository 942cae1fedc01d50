import { Hono } from 'hono';
import { bambooTime } from '../dates.ts';
import { mergeModes } from '../state/modes.ts';
import type { SandboxState } from '../state/sandbox-state.ts';
import type { FaultSpec } from './faults.ts';
import type { RequestFilter } from './request-log.ts';
import type { TriggerSpec } from './triggers.ts';
import { now, type World } from './world.ts';

export interface ControlHooks {
  accounts(): unknown;
  setRunning(side: 'bamboo' | 'si', running: boolean): void;
}

const FILTER_KEYS = ['side', 'host', 'method', 'path', 'who'] as const;

function filterOf(query: Record<string, string>): RequestFilter {
  const filter: RequestFilter = {};
  for (const key of FILTER_KEYS) {
    const value = query[key];
    if (value !== undefined) filter[key] = value;
  }
  if (query['status'] !== undefined) filter.status = Number(query['status']);
  if (query['after'] !== undefined) filter.after = Number(query['after']);
  return filter;
}

/** Merges keys into a record; throws RangeError for keys it does not have. */
function patchRecord(record: object, patch: Record<string, unknown>): void {
  for (const key of Object.keys(patch)) if (!(key in record)) throw new RangeError(`unknown key "${key}"`);
  Object.assign(record, patch);
}

/** The control API: plain HTTP, for tests and tools only. */
export function createControlApp(world: World, hooks: ControlHooks): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json({ scenario: world.state.scenario, seed: world.state.seed, stopped: world.stopped }));
  app.get('/accounts', (c) => c.json(hooks.accounts()));
  app.get('/state', (c) => c.json(world.state));
  app.put('/state', async (c) => {
    const state = await c.req.json<SandboxState>();
    if (!state.bamboo?.employees || !state.si?.users) throw new RangeError('a whole state is expected');
    world.state = state;
    return c.json({ ok: true });
  });
  app.get('/truth', (c) => c.json(world.state.truth));
  app.get('/mails', (c) => c.json(world.state.si.mails));

  app.post('/bamboo/stop', (c) => {
    hooks.setRunning('bamboo', false);
    return c.json({ ok: true });
  });
  app.post('/bamboo/start', (c) => {
    hooks.setRunning('bamboo', true);
    return c.json({ ok: true });
  });
  app.post('/si/stop', (c) => {
    hooks.setRunning('si', false);
    return c.json({ ok: true });
  });
  app.post('/si/start', (c) => {
    hooks.setRunning('si', true);
    return c.json({ ok: true });
  });

  app.post('/bamboo/company', async (c) => {
    const { bamboo } = world.state;
    const { subdomain, legalName, displayName } = bamboo;
    const names = { subdomain, legalName, displayName };
    patchRecord(names, await c.req.json<Record<string, unknown>>());
    Object.assign(bamboo, names);
    return c.json(names);
  });
  app.post('/bamboo/employees/:id', async (c) => {
    const employee = world.state.bamboo.employees.find((entry) => entry.id === c.req.param('id'));
    if (!employee) return c.json({ error: 'no such employee' }, 404);
    patchRecord(employee, { lastChanged: bambooTime(now()), ...(await c.req.json<Record<string, unknown>>()) });
    return c.json(employee);
  });
  app.delete('/bamboo/employees/:id', (c) => {
    const { bamboo } = world.state;
    const id = c.req.param('id');
    bamboo.employees = bamboo.employees.filter((entry) => entry.id !== id);
    bamboo.deleted.push({ id, at: bambooTime(now()) });
    return c.json({ ok: true });
  });
  app.post('/si/users/:id', async (c) => {
    const user = world.state.si.users.find((entry) => entry.id === c.req.param('id'));
    if (!user) return c.json({ error: 'no such user' }, 404);
    patchRecord(user, await c.req.json<Record<string, unknown>>());
    return c.json(user);
  });
  app.post('/si/company', async (c) => {
    const patch = await c.req.json<{ settings?: object; features?: object; licences?: object }>();
    const { si } = world.state;
    if (patch.settings) patchRecord(si.settings, patch.settings as Record<string, unknown>);
    if (patch.licences) patchRecord(si.licences, patch.licences as Record<string, unknown>);
    if (patch.features) Object.assign(si.features, patch.features);
    return c.json({ settings: si.settings, features: si.features, licences: si.licences });
  });

  app.get('/faults', (c) => c.json(world.faults.active));
  app.post('/faults', async (c) => c.json(world.faults.add(await c.req.json<FaultSpec>())));
  app.delete('/faults', (c) => {
    world.faults.clear();
    return c.json({ ok: true });
  });
  app.delete('/faults/:id', (c) => {
    world.faults.remove(Number(c.req.param('id')));
    return c.json({ ok: true });
  });
  app.get('/triggers', (c) => c.json(world.triggers.all));
  app.post('/triggers', async (c) => c.json(world.triggers.add(await c.req.json<TriggerSpec>())));
  app.delete('/triggers', (c) => {
    world.triggers.clear();
    return c.json({ ok: true });
  });
  app.get('/requests', (c) => c.json(world.requests.find(filterOf(c.req.query()))));
  app.delete('/requests', (c) => {
    world.requests.clear();
    return c.json({ ok: true });
  });
  app.get('/modes', (c) => c.json(world.modes));
  app.post('/modes', async (c) => {
    mergeModes(world.modes, await c.req.json());
    return c.json(world.modes);
  });
  app.notFound((c) => c.json({ error: 'no such control route' }, 404));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  return app;
}
