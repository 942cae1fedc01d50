import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../../scripts/lib/postgres/start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a server on which tests may make databases of their own. */
    readonly serverUrl: string;
  }
}

/** One server for all files: the one `DATABASE_URL` names, whose user may make databases, or one of our own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const server = given ? undefined : await startPostgres();
  project.provide('serverUrl', given ?? server?.url('postgres') ?? '');
  return async () => server?.stop();
}
