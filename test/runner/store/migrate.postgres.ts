import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { connectDatabase, type Database } from '../../../src/runner/store/database.ts';
import { checkSchema, migrate, migrations } from '../../../src/runner/store/migrate.ts';
import { aChange, aPlanHeader, planId } from '../../builders/stored.ts';
import { makeDatabase } from '../support/fresh-database.ts';

let made: Awaited<ReturnType<typeof makeDatabase>>;
let database: Database;

beforeEach(async () => {
  made = await makeDatabase();
  ({ database } = made);
});

afterEach(() => made.drop());

const tables = async () =>
  (await database.rows<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'runner'"))
    .map(({ name }) => name)
    .toSorted();

describe('a database', () => {
  test('that was never set up is refused as such, and set up', async () => {
    await expect(checkSchema(database)).rejects.toMatchObject({ code: 'database-not-set-up' });
    expect(await migrate(database)).toBe(0);
    await checkSchema(database);
    expect(await tables()).toEqual(expect.arrayContaining(['journal', 'plans', 'runs', 'secrets', 'tenants']));
  });

  test.each([
    ['LATIN1', false],
    ['LATIN9', false],
    ['SQL_ASCII', true],
    ['UTF8', true],
  ])('in %s is set up only where it can hold every name', async (encoding, canHold) => {
    const other = await makeDatabase(`ENCODING '${encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`);
    onTestFinished(() => other.drop());
    if (canHold) {
      await migrate(other.database);
      const { stores } = await other.home();
      const change = { ...aChange(1), name: 'Łukasz Đorđe 李' };
      await stores().plans.save(aPlanHeader('p'), [change]);
      expect(await stores().plans.page(planId('p'), 0)).toEqual([change]);
      return;
    }
    await expect(migrate(other.database)).rejects.toMatchObject({ code: 'database-encoding' });
    await expect(checkSchema(other.database)).rejects.toMatchObject({ code: 'database-not-set-up' });
  });

  test('of this version stays as it is', async () => {
    await migrate(database);
    await database.rows("INSERT INTO runner.tenants (name) VALUES ('acme')");
    expect(await migrate(database)).toBe(migrations.length);
    expect(await database.rows('SELECT name FROM runner.tenants')).toEqual([{ name: 'acme' }]);
  });

  test('of an older version is refused, and brought up with what is in it', async () => {
    const next = 'ALTER TABLE runner.tenants ADD COLUMN note text';
    await migrate(database);
    await database.rows("INSERT INTO runner.tenants (name) VALUES ('acme')");
    expect(await migrate(database, [...migrations, next])).toBe(migrations.length);
    expect(await database.rows('SELECT name, note FROM runner.tenants')).toEqual([{ name: 'acme', note: null }]);

    await database.rows('DELETE FROM runner.versions WHERE version > 0');
    await database.rows('INSERT INTO runner.versions VALUES (0, now())');
    await expect(checkSchema(database)).rejects.toMatchObject({ code: 'database-not-set-up' });
  });

  test('of the first version keeps its runs, and loses people and journal with them alone', async () => {
    await migrate(database, migrations.slice(0, 1));
    await database.rows(`
      INSERT INTO runner.tenants (name) VALUES ('acme'), ('globex');
      INSERT INTO runner.runs SELECT name, run, 'p', 'done', 1, '{}' FROM runner.tenants, unnest(ARRAY['r', 's']) AS run;
      INSERT INTO runner.people SELECT tenant, id, 0, 'p', 'e:0', '{}' FROM runner.runs;
      INSERT INTO runner.journal SELECT tenant, id, 0, '{}' FROM runner.runs`);
    await migrate(database);
    const rowsOf = (table: string) =>
      database.rows(`SELECT tenant, run_id AS run FROM runner.${table} ORDER BY tenant, run_id`);

    await database.rows("DELETE FROM runner.runs WHERE tenant = 'acme' AND id = 'r'");
    const left = [
      { tenant: 'acme', run: 's' },
      { tenant: 'globex', run: 'r' },
      { tenant: 'globex', run: 's' },
    ];
    expect([await rowsOf('people'), await rowsOf('journal')]).toEqual([left, left]);
    await database.rows("DELETE FROM runner.tenants WHERE name = 'globex'");
    expect([await rowsOf('people'), await rowsOf('journal')]).toEqual([left.slice(0, 1), left.slice(0, 1)]);
  });

  test('of a newer version is refused, and not touched', async () => {
    await migrate(database, [...migrations, 'CREATE TABLE runner.later (id integer)']);
    const before = await tables();
    await expect(checkSchema(database)).rejects.toMatchObject({ code: 'database-newer' });
    await expect(migrate(database)).rejects.toMatchObject({ code: 'database-newer' });
    expect(await tables()).toEqual(before);
  });

  test('in which a step fails keeps the version before it, whole', async () => {
    await migrate(database);
    const half = 'CREATE TABLE runner.half (id integer); SELECT nothing FROM nowhere';
    await expect(migrate(database, [...migrations, half])).rejects.toThrow('nowhere');
    await checkSchema(database);
    expect(await tables()).not.toContain('half');
  });

  test('is set up once by many who come at the same moment', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => connectDatabase(made.url, 2)));
    const before = await Promise.all(others.map((each) => migrate(each)));
    await Promise.all(others.map((each) => each.close()));
    expect(Math.min(...before)).toBe(0);
    const versions = await database.rows('SELECT version FROM runner.versions ORDER BY version');
    expect(versions).toEqual(migrations.map((_, at) => ({ version: at + 1 })));
  });
});
