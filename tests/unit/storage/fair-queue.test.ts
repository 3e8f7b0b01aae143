import { describe, expect, test } from 'vitest';
import { CannotWrite } from '../../../api/storage/engine/database.ts';
import { FairQueue } from '../../../api/storage/sealing/fair-queue.ts';

/** Work that ends when it is told to, and says in what order it began. */
function stage(limits: { running?: number; waiting?: number; waitMs?: number } = {}) {
  const queue = new FairQueue({ running: 1, waiting: 8, waitMs: 60_000, ...limits });
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (lane: string, name = lane) =>
    queue.run(lane, async () => {
      began.push(name);
      await new Promise<void>((end) => ends.push(end));
      return name;
    });
  /** Ends what runs, one after the other, until nothing is left. */
  const finish = async () => {
    for (let end = ends.shift(); end; end = ends.shift()) {
      end();
      await new Promise((next) => setImmediate(next));
    }
  };
  return { ask, began, finish };
}

describe('a queue in which lanes take turns', () => {
  test('one who asks a hundred times does not stand before one who asks once', async () => {
    const { ask, began, finish } = stage();
    const all = ['loud 1', 'loud 2', 'loud 3', 'loud 4'].map((name) => ask('loud', name));
    all.push(ask('quiet'));
    await finish();
    expect(began).toEqual(['loud 1', 'loud 2', 'quiet', 'loud 3', 'loud 4']);
    expect(await Promise.all(all)).toHaveLength(5);
  });

  test('when it is full the longest lane gives way to a newcomer, and not to itself', async () => {
    const { ask, began, finish } = stage({ waiting: 3 });
    const loud = [1, 2, 3, 4].map((number) => ask('loud', `loud ${number}`));
    await expect(ask('loud', 'loud 5')).rejects.toThrow(CannotWrite);
    const pushedOut = loud[3]!.catch((fault: unknown) => fault);
    const quiet = ask('quiet');
    expect(await pushedOut).toBeInstanceOf(CannotWrite);
    await finish();
    expect(await quiet).toBe('quiet');
    expect(began).toEqual(['loud 1', 'loud 2', 'quiet', 'loud 3']);
  });

  test('who has waited for too long is told so, and does not run later', async () => {
    const { ask, began, finish } = stage({ waitMs: 5 });
    const first = ask('first');
    await expect(ask('second')).rejects.toThrow('waited too long');
    await finish();
    expect(await first).toBe('first');
    expect(began).toEqual(['first']);
  });

  test('never more at once than may run', async () => {
    const { ask, began, finish } = stage({ running: 2 });
    const all = ['a', 'b', 'c'].map((lane) => ask(lane));
    expect(began).toEqual(['a', 'b']);
    await finish();
    await Promise.all(all);
    expect(began).toEqual(['a', 'b', 'c']);
  });
});
