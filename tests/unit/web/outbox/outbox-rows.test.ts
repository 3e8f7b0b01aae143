import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NewRow } from '../../../../web/offline/outbox/outbox-rows.ts';

const load = () => import('../../../../web/offline/outbox/outbox-rows.ts');
let rows: Awaited<ReturnType<typeof load>>;

const row = (id: string): NewRow => ({
  id,
  thread: 't',
  grant: 'g',
  sealed: 's',
  signature: 'x',
  appendedAt: 1,
  state: 'waiting',
  tries: 0,
  notBefore: 0,
});
const ids = async () => (await rows.readRows()).map(({ id }) => id);

/** A page that begins: modules afresh, the disk as it was. */
async function reload(): Promise<void> {
  vi.resetModules();
  rows = await load();
}

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  await reload();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetModules();
});

function withoutRoom(): void {
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
}

test('rows come back in the order in which they were appended, also after the page was killed', async () => {
  for (const id of ['c', 'a', 'b']) expect(await rows.appendRow(row(id))).toBe('disk');
  await reload();
  expect(await ids()).toEqual(['c', 'a', 'b']);
});

test('a change of several rows is one, and does not bring back what has been taken away', async () => {
  for (const id of ['a', 'b']) await rows.appendRow(row(id));
  const before = await rows.readRows();
  await rows.deleteRows(before.slice(0, 1));
  await rows.changeRows(before.map((one) => ({ ...one, state: 'gone' })));
  expect((await rows.readRows()).map(({ id, state }) => [id, state])).toEqual([['b', 'gone']]);
});

test('without room a row stands in memory, and is said to', async () => {
  await rows.appendRow(row('a'));
  withoutRoom();
  expect(await rows.appendRow(row('b'))).toBe('full');
  expect(await ids()).toEqual(['a', 'b']);
  expect(rows.rowsInMemory().map(({ id }) => id)).toEqual(['b']);
});

test('with room again it goes to the disk, before what comes after it', async () => {
  withoutRoom();
  await rows.appendRow(row('a'));
  vi.restoreAllMocks();
  expect(await rows.appendRow(row('b'))).toBe('disk');
  await reload();
  expect(await ids()).toEqual(['a', 'b']);
});

test('a browser that stores nothing has a memory', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await reload();
  expect(await rows.appendRow(row('a'))).toBe('memory');
  const [first] = await rows.readRows();
  await rows.changeRows([{ ...first!, state: 'refused' }]);
  expect((await rows.readRows()).map(({ state }) => state)).toEqual(['refused']);
  await rows.deleteRows(await rows.readRows());
  expect(await ids()).toEqual([]);
});

test('a row is written through to the disk before it counts', async () => {
  const transaction = vi.spyOn((await import('fake-indexeddb')).IDBDatabase.prototype, 'transaction');
  await rows.appendRow(row('a'));
  expect(transaction).toHaveBeenCalledWith('rows', 'readwrite', { durability: 'strict' });
});
