import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { connectDatabase, type Database } from '../../../src/runner/store/database.ts';
import { migrate } from '../../../src/runner/store/migrate.ts';
import { type SealingKey, sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import type { Home } from '../../contract/stores/home.ts';
import { createWorldIn, type MakeWorld } from '../../run/fakes/test-deps.ts';

/** A database nobody has used yet, for as long as the test file runs. */
export interface FreshDatabase {
  readonly database: Database;
  readonly url: string;
  readonly key: SealingKey;
  /** A tenant nobody has used yet. */
  home(): Promise<TenantHome>;
}

export interface TenantHome extends Home {
  readonly tenant: string;
}

/** `how`: what follows `CREATE DATABASE`. */
export async function makeDatabase(how = ''): Promise<FreshDatabase & { drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = await connectDatabase(inject('serverUrl'), 1);
  await server.rows(`CREATE DATABASE ${name} ${how}`);
  const url = urlOf(inject('serverUrl'), name);
  const database = await connectDatabase(url);
  const key = await sealingKeyOf(crypto.getRandomValues(new Uint8Array(32)));
  let made = 0;
  return {
    database,
    url,
    key,
    home: async () => {
      made += 1;
      const tenant = `tenant-${made}`;
      await createTenants(database).add(tenant);
      return { tenant, stores: () => createStores(database, tenant, { key }) };
    },
    drop: async () => {
      await database.close();
      await server.rows(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.close();
    },
  };
}

/** One for the test file, set up; it is there once the first test begins. */
export function freshDatabase(): () => FreshDatabase {
  let made: Awaited<ReturnType<typeof makeDatabase>> | undefined;
  beforeAll(async () => {
    made = await makeDatabase();
    await migrate(made.database);
  });
  afterAll(() => made?.drop());
  return () => {
    if (!made) throw new Error('the database is made before the first test');
    return made;
  };
}

/** Worlds whose workers store in the database, each as a tenant of its own. */
export function worldsIn(fresh: () => FreshDatabase): MakeWorld {
  return async (employees, users) => createWorldIn(await fresh().home(), { employees, users });
}

/** The address of another database of the same server. */
export function urlOf(serverUrl: string, database: string): string {
  return serverUrl.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${database}`);
}

/** Ends the connections that hold a lock of ours in this database, as the death of their processes would; other files go on. */
export async function breakLocks(database: Database): Promise<void> {
  const here = "locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
  await database.rows(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE ${here}`);
}
