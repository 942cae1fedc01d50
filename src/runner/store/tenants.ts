import { RunnerError } from '../runner-error.ts';
import type { Database } from './database.ts';

/** Lower case letters, digits and hyphens, such as `acme`; it stands in commands and logs. */
const validName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The tenants of a runner: each is a company pair as it was given to the runner, with settings, secrets and history of its
 * own, as if it had a browser for itself.
 */
export interface Tenants {
  /** By name. */
  list(): Promise<readonly string[]>;
  has(name: string): Promise<boolean>;
  /** Errors: `tenant-name`, `tenant-taken` */
  add(name: string): Promise<void>;
  /** With everything that is stored of it. Errors: `tenant-unknown` */
  remove(name: string): Promise<void>;
}

export function createTenants(database: Database): Tenants {
  return {
    list: async () =>
      (await database.rows<{ name: string }>('SELECT name FROM runner.tenants ORDER BY name')).map(({ name }) => name),
    has: async (name) => (await database.rows('SELECT 1 FROM runner.tenants WHERE name = $1', [name])).length > 0,
    add: async (name) => {
      if (!validName.test(name)) throw new RunnerError('tenant-name');
      const text = 'INSERT INTO runner.tenants (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING name';
      if ((await database.rows(text, [name])).length === 0) throw new RunnerError('tenant-taken');
    },
    remove: async (name) => {
      const text = 'DELETE FROM runner.tenants WHERE name = $1 RETURNING name';
      if ((await database.rows(text, [name])).length === 0) throw new RunnerError('tenant-unknown');
    },
  };
}
