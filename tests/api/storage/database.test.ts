import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotWrite, Conflict, type Database } from '../../../api/storage/engine/database.ts';
import { openDatabase } from '../../../api/storage/engine/open-database.ts';
import { statement } from '../../../api/storage/engine/statement.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const insert = statement<{ key: string; value: string }>()((db, p) =>
  db.insertInto('setting').values({ key: p('key'), value: p('value') }),
);
const all = statement()((db) => db.selectFrom('setting').selectAll().orderBy('key'));

describe.each(ENGINES)('a database on $engine', ({ engine, fresh }) => {
  let place: FreshDatabase;
  let database: Database;

  beforeEach(async () => {
    place = await fresh();
    database = await openDatabase({ url: place.databaseUrl });
    await database.write(async (tx) => {
      await tx.run(raw('create table setting (key text primary key, value text not null)'), {});
    });
  });

  afterEach(async () => {
    await database.close();
    await place.drop();
  });

  const put = (key: string, value = 'x') => database.write((tx) => tx.run(insert, { key, value }));
  const keys = async () => (await database.reader.rows(all, {})).map((row) => row.key);

  test('a verb that throws leaves nothing, its neighbours in the same breath stay', async () => {
    const outcomes = await Promise.allSettled([
      put('a'),
      database.write(async (tx) => {
        await tx.run(insert, { key: 'b', value: 'x' });
        throw new RangeError('no');
      }),
      put('c'),
    ]);

    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(RangeError) });
    expect(await keys()).toEqual(['a', 'c']);
  });

  test('a unique key says no as a Conflict that names its table', async () => {
    await put('a');
    const refusal = await put('a').catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(Conflict);
    expect((refusal as Conflict).table).toBe('setting');
  });

  test('a check says no as a Conflict, a missing value does not: that is a bug', async () => {
    await database.write((tx) => tx.run(raw('create table checked (n integer not null check (n > 0))'), {}));
    const zero = database.write((tx) => tx.run(raw('insert into checked values (0)'), {}));
    await expect(zero).rejects.toBeInstanceOf(Conflict);

    const missing = await database
      .write((tx) => tx.run(raw('insert into checked values (null)'), {}))
      .catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(Error);
    expect(missing).not.toBeInstanceOf(Conflict);
  });

  test('attempts nest: an inner conflict undoes the inner part only', async () => {
    await database.write(async (tx) => {
      const outer = await tx.attempt(async () => {
        await tx.run(insert, { key: 'outer', value: 'x' });
        const inner = await tx.attempt(async () => {
          await tx.run(insert, { key: 'inner', value: 'x' });
          await tx.run(insert, { key: 'outer', value: 'again' });
          return 'never';
        });
        expect(inner).toBeUndefined();
        return 'done';
      });
      expect(outer).toBe('done');
      await tx.run(insert, { key: 'after', value: 'x' });
    });
    expect(await keys()).toEqual(['after', 'outer']);
  });

  test('what is not a conflict passes through an attempt', async () => {
    const verb = database.write((tx) =>
      tx.attempt(async () => {
        throw new RangeError('no');
      }),
    );
    await expect(verb).rejects.toBeInstanceOf(RangeError);
  });

  test('the reader never sees what is not committed', async () => {
    let seenInside: string[] = [];
    await database.write(async (tx) => {
      await tx.run(insert, { key: 'a', value: 'x' });
      expect((await tx.rows(all, {})).length).toBe(1);
      seenInside = await keys();
    });
    expect(seenInside).toEqual([]);
    expect(await keys()).toEqual(['a']);
  });

  test('values come back as they went in, alike on both engines', async () => {
    const bytes = engine === 'sqlite' ? 'blob' : 'bytea';
    const put = engine === 'sqlite' ? ['?', '?', '?'] : ['$1', '$2', '$3'];
    const values = [Uint8Array.of(0, 1, 254, 255), 9_007_199_254_740_991, 'نور ✓'];
    const found = await database.write(async (tx) => {
      await tx.run(raw(`create table kinds (b ${bytes}, n bigint, t text, empty text)`), {});
      await tx.run(raw(`insert into kinds (b, n, t) values (${put.join(', ')})`, values), {});
      return tx.first(raw('select b, n, t, empty, count(*) over () as c, n > 5 as yes from kinds'), {});
    });

    expect(Object.keys(found ?? {})).toEqual(['b', 'n', 't', 'empty', 'c', 'yes']);
    expect(found?.b?.constructor).toBe(Uint8Array);
    expect(found).toMatchObject({ b: values[0], n: values[1], t: values[2], empty: null, c: 1, yes: 1 });
  });

  test('run counts the rows it wrote', async () => {
    await Promise.all([put('a'), put('b'), put('c')]);
    const written = await database.write((tx) => tx.run(raw(`update setting set value = 'y' where key <> 'a'`), {}));
    expect(written).toBe(2);
  });

  test('a verb has one now', async () => {
    const before = await database.now();
    const [first, second] = await database.write(async (tx) => {
      const began = tx.now;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return [began, tx.now];
    });
    expect(first).toBe(second);
    expect(first).toBeGreaterThanOrEqual(before);
    expect(first).toBeLessThanOrEqual(await database.now());
  });

  test('a statement that nobody awaited cannot slip into the next verb', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await database.write(async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => tx.run(insert, { key: 'late', value: 'x' }));
      late.catch(() => {});
    });
    await expect(late).rejects.toThrow('after it had answered');
    expect(await keys()).toEqual([]);
  });

  test('closing waits for the verbs that were asked before', async () => {
    const verbs = [put('a'), put('b')];
    await Promise.all([...verbs, database.close()]);
    await expect(put('c')).rejects.toBeInstanceOf(CannotWrite);
    database = await openDatabase({ url: place.databaseUrl });
    expect(await keys()).toEqual(['a', 'b']);
  });
});
