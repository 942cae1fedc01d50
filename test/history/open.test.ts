import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { openHistory, stored } from '../../src/history/open.ts';
import { databaseName, databaseVersion } from '../../src/history/schema.ts';
import { AppError } from '../../src/shared/app-error.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('opening the database', () => {
  test('keeps what was stored when it is opened again', async () => {
    const first = await openHistory();
    await first.put('state', { nextDueMs: 9 }, 'schedule');
    first.close();

    expect(await (await openHistory()).get('state', 'schedule')).toEqual({ nextDueMs: 9 });
  });

  test('fails as `storage-newer` when a later version of the extension wrote it', async () => {
    (await openDB(databaseName, databaseVersion + 1)).close();

    await expect(openHistory()).rejects.toMatchObject({ code: 'storage-newer' });
  });

  test('lets go when a later version wants to come in', async () => {
    await openHistory('shared');
    const later = await openDB('shared', databaseVersion + 1, { blocked: () => expect.unreachable('still held') });

    expect(later.version).toBe(databaseVersion + 1);
  });

  test('fails as `storage-failed`, with the cause kept, where storage is forbidden', async () => {
    const cause = new DOMException('no', 'SecurityError');
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw cause;
    });

    await expect(openHistory()).rejects.toMatchObject({ code: 'storage-failed', cause });
  });

  test('on a full disk fails as `storage-quota`, as the browser says it at once or later', async () => {
    const cause = new DOMException('full', 'QuotaExceededError');
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw cause;
    });
    await expect(openHistory()).rejects.toMatchObject({ code: 'storage-quota', cause });
  });
});

describe('database work', () => {
  const failing = (cause: unknown) => stored('x.y', () => Promise.reject(cause));

  test('that meets a full disk is `storage-quota`', async () => {
    await expect(failing(new DOMException('full', 'QuotaExceededError'))).rejects.toMatchObject({
      code: 'storage-quota',
      context: { operation: 'x.y' },
    });
  });

  test('that is refused otherwise is `storage-failed`', async () => {
    await expect(failing(new DOMException('gone', 'InvalidStateError'))).rejects.toMatchObject({
      code: 'storage-failed',
    });
  });

  test('that raised an error of ours keeps it', async () => {
    await expect(failing(new AppError('secret-lost'))).rejects.toMatchObject({ code: 'secret-lost' });
  });

  test('that went well gives its result', async () => {
    expect(await stored('x.y', async () => 7)).toBe(7);
  });
});
