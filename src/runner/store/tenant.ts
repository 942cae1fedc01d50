import { type Database, type Statements, stored } from './database.ts';

/** Statements about one tenant: `$1` is its name in each, and what is handed in follows from `$2`. */
export interface TenantStatements {
  rows<Row extends object>(text: string, ...values: readonly unknown[]): Promise<readonly Row[]>;
}

/** What the stores of one tenant stand on. Nothing of another tenant can be reached through it. */
export interface Tenant {
  readonly name: string;
  /** One statement. Errors: `storage-quota`, `storage-failed`, naming the operation */
  rows<Row extends object>(operation: string, text: string, ...values: readonly unknown[]): Promise<readonly Row[]>;
  /** All statements or none, one after the other with everybody else who is `alone` with the tenant. Errors: as `rows` */
  alone<T>(operation: string, work: (tx: TenantStatements) => Promise<T>): Promise<T>;
}

export function tenantOf(database: Database, name: string): Tenant {
  return {
    name,
    rows: (operation, text, ...values) => stored(operation, () => database.rows(text, [name, ...values])),
    alone: (operation, work) =>
      stored(operation, () =>
        database.transaction(async (tx) => {
          await takeTurn(tx, name);
          return work({ rows: (text, ...values) => tx.rows(text, [name, ...values]) });
        }),
      ),
  };
}

/** Until the transaction ends. What only refers to the tenant, as a single row that is stored, need not wait. */
async function takeTurn(tx: Statements, name: string): Promise<void> {
  const found = await tx.rows('SELECT 1 FROM runner.tenants WHERE name = $1 FOR NO KEY UPDATE', [name]);
  if (found.length === 0) throw new Error('there is no such tenant');
}
