import { randomBytes } from 'node:crypto';
import type { PostgresServer } from '../../../scripts/lib/postgres/start-postgres.ts';
import { connectDatabase, type Database } from '../../../src/runner/store/database.ts';
import { migrate } from '../../../src/runner/store/migrate.ts';

/** A database of its own on the server, set up; it goes with the server. `options`: of `CREATE DATABASE`. */
export async function databaseOn(
  server: PostgresServer,
  options = '',
): Promise<{ readonly database: Database; readonly url: string }> {
  const name = `own_${randomBytes(8).toString('hex')}`;
  const admin = await connectDatabase(server.url('postgres'), 1);
  await admin.rows(`CREATE DATABASE ${name} ${options}`);
  await admin.close();
  const url = server.url(name);
  const database = await connectDatabase(url);
  await migrate(database);
  return { database, url };
}
