import { Hono } from 'hono';
import { bambooError } from '../server/vendor-error.ts';
import type { BambooEnv } from '../server/world.ts';
import { authenticate, type Identity } from './auth.ts';
import { changedEmployees } from './changed.ts';
import { directory } from './directory.ts';
import { getEmployee } from './employee.ts';
import { type FieldContext, fieldContext } from './fields.ts';
import { listEmployees } from './list-employees.ts';
import { ListError } from './list-error.ts';
import { listAnswer } from './list-oddities.ts';
import { companyInformation, metaFields, metaUsers } from './meta.ts';
import { employeePhoto } from './photo.ts';
import { customReport } from './report.ts';

interface ApiVariables {
  identity: Identity;
  context: FieldContext;
}

/** API v1 of one company; paths after the version. */
export const apiApp = new Hono<BambooEnv & { Variables: ApiVariables }>();

apiApp.use('*', async (c, next) => {
  const identity = authenticate(c.req.raw, c.env.company, c.env.world, c.env.gateway);
  if (identity instanceof Response) return identity;
  c.env.trace.who = identity.who;
  c.set('identity', identity);
  c.set('context', fieldContext(c.env.company));
  return next();
});

apiApp.get('/v1/employees', (c) => {
  const { modes } = c.env.world;
  const { key, who } = c.get('identity');
  // BambooHR reference §2.1, auth caution: some revisions list OAuth only.
  if (modes.bamboo.listBasicAuth !== 'allowed' && who.startsWith('key:')) {
    return c.json(
      { error: { code: 'Unauthorized', message: 'Not allowed' } },
      modes.bamboo.listBasicAuth === 'forbidden' ? 403 : 401,
    );
  }
  const url = new URL(c.req.url);
  try {
    const page = listEmployees(c.get('context'), key, url.searchParams, modes.bamboo);
    const link = (name: string, cursor: string | null): Record<string, { href: string }> => {
      if (name !== 'self' && cursor === null) return {};
      const query = new URLSearchParams(url.searchParams);
      if (cursor !== null) {
        query.delete('page[after]');
        query.delete('page[before]');
        query.set(name === 'next' ? 'page[after]' : 'page[before]', cursor);
      }
      // BambooHR reference §2.1: links may name another host.
      return { [name]: { href: `https://api.bamboohr.com/api/v1/employees?${query.toString()}` } };
    };
    const { nextCursor, prevCursor } = page.meta.page;
    const _links = { ...link('self', null), ...link('next', nextCursor), ...link('prev', prevCursor) };
    return listAnswer({ ...page, _links }, modes.bamboo.listAnswer);
  } catch (error) {
    if (error instanceof ListError) {
      return c.json({ error: { code: error.code, message: error.message } }, error.status);
    }
    throw error;
  }
});

apiApp.post('/v1/reports/custom', (c) =>
  customReport(c.req.raw, c.get('context'), c.get('identity').key, c.env.world.modes.bamboo),
);
apiApp.get('/v1/employees/directory', (c) =>
  directory(c.req.raw, c.get('context'), c.env.world.state.today, c.env.world.modes.bamboo),
);
apiApp.get('/v1/employees/changed', (c) =>
  changedEmployees(c.req.raw, c.get('context'), c.get('identity').key, c.env.world.modes.bamboo),
);
apiApp.get('/v1/employees/:id', (c) =>
  getEmployee(c.req.raw, c.get('context'), c.get('identity').key, c.req.param('id'), c.env.world.modes.bamboo),
);
apiApp.get('/v1/employees/:id/photo/:size', (c) =>
  employeePhoto(c.req.raw, c.get('context'), c.get('identity').key, c.req.param(), c.env.world.modes.bamboo),
);
apiApp.get('/v1/company_information', (c) => companyInformation(c.get('context')));
apiApp.get('/v1/meta/fields', (c) => metaFields(c.req.raw, c.env.world.modes.bamboo));
apiApp.get('/v1/meta/users', (c) =>
  metaUsers(c.req.raw, c.get('context'), c.get('identity').key, c.env.world.state.today),
);
// BambooHR reference §1.5, §2.3: the web app's own directory read, authenticated by the page session.
apiApp.get('/v1_1/employees/directory', (c) =>
  directory(c.req.raw, c.get('context'), c.env.world.state.today, c.env.world.modes.bamboo),
);
apiApp.notFound(() => bambooError(404, 'Not found'));
