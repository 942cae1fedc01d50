import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryDb } from '../../src/history/open.ts';
import { createSecretStore } from '../../src/history/secret-store.ts';
import { createSecretKeeper, createSessionSecrets, type SecretKeeper } from '../../src/history/session-secrets.ts';
import { areaOf } from '../contract/stores/indexeddb-home.ts';
import { dumpOf, openFreshHistory } from './support.ts';

const hosts = { 'bamboo-key': 'acme.bamboohr.com', 'si-token': 'acme.small-improvements.com' } as const;

let db: HistoryDb;
let memory: Map<string, unknown>;
let forSession: boolean;
let keeper: SecretKeeper;
let marks: number;

beforeEach(async () => {
  db = await openFreshHistory();
  memory = new Map();
  forSession = true;
  marks = 0;
  keeper = createSecretKeeper({
    disk: createSecretStore(db, crypto),
    session: createSessionSecrets(areaOf(memory), () => `mark ${(marks += 1)}`),
    forSession: async () => forSession,
  });
});

const onDisk = async () => (await db.getAllKeys('secrets')).length;

describe('secrets kept for the session only', () => {
  test('open for their host, and leave nothing in the database', async () => {
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    expect(await keeper.has('bamboo-key', hosts['bamboo-key'])).toBe(true);
    expect(await keeper.get('bamboo-key', hosts['bamboo-key'])).toBe('k3y');
    expect(await keeper.get('bamboo-key', 'globex.bamboohr.com')).toBeUndefined();
    expect(await keeper.has('si-token', hosts['si-token'])).toBe(false);
    expect(await dumpOf(db)).toBe('');
  });

  test('are gone with the session', async () => {
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    memory.clear();
    expect(await keeper.get('bamboo-key', hosts['bamboo-key'])).toBeUndefined();
    expect(await keeper.mark('bamboo-key')).toBe('');
  });

  test('have another mark at each saving', async () => {
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    const mark = await keeper.mark('bamboo-key');
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    expect(await keeper.mark('bamboo-key')).not.toBe(mark);
    expect(mark).not.toContain('k3y');
  });

  test('that are replaced take the one on the disk away', async () => {
    await createSecretStore(db, crypto).set('bamboo-key', hosts['bamboo-key'], 'old');
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    expect(await onDisk()).toBe(0);
  });
});

describe('another choice', () => {
  test('brings the secrets from the disk into memory', async () => {
    forSession = false;
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    await keeper.set('si-token', hosts['si-token'], 't0ken');
    await keeper.move(hosts, 'session');
    forSession = true;
    expect(await onDisk()).toBe(0);
    expect(await keeper.get('si-token', hosts['si-token'])).toBe('t0ken');
  });

  test('brings them back, and leaves none in memory', async () => {
    await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
    await keeper.move(hosts, 'disk');
    forSession = false;
    expect(memory.size).toBe(0);
    expect(await keeper.get('bamboo-key', hosts['bamboo-key'])).toBe('k3y');
  });

  test('takes nothing along that is for another host, or does not open', async () => {
    const disk = createSecretStore(db, crypto);
    await disk.set('bamboo-key', 'globex.bamboohr.com', 'other');
    await disk.set('si-token', hosts['si-token'], 't0ken');
    await db.delete('keys', 'seal');
    await keeper.move(hosts, 'session');
    expect([await onDisk(), memory.size]).toEqual([0, 0]);
  });
});

test('removing leaves a secret nowhere', async () => {
  await keeper.set('bamboo-key', hosts['bamboo-key'], 'k3y');
  await keeper.remove('bamboo-key');
  expect([await onDisk(), memory.size]).toEqual([0, 0]);
});
