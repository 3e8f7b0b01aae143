import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../../api/storage/engine/database.ts';
import type { Statement } from '../../../api/storage/engine/statement.ts';
import { moveFromSession } from '../../../api/storage/rights/move-rows.ts';
import { holdersOf } from '../../../api/storage/stores/blocks/block-cell-store.ts';
import { handOverCells, patronBookingsIn } from '../../../api/storage/stores/merging/hand-over-store.ts';
import {
  cellRuns,
  freeCellsOfBooking,
  freeCellsOfResource,
  freeCellsOfSession,
  takenResources,
} from '../../../api/storage/stores/occupancy-store.ts';
import { readyDatabase, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const FROM = Date.UTC(2026, 10, 23, 9);
const UNTIL = Date.UTC(2026, 10, 23, 10);
const BY_KEY = 'SEARCH occupancy USING PRIMARY KEY (day=? AND cell=? AND resource=?)';

const session = { startsAt: FROM, endsAt: UNTIL } as Parameters<typeof handOverCells>[1]['session'];
const row = { id: 's', starts_at: FROM, counsellor_until: UNTIL, room_until: null } as Parameters<
  typeof moveFromSession
>[1];

/** Between two cells of one resource lie those of all others in the network: none of these may walk past them. */
describe('the cells of one session, booking, counsellor or room', () => {
  let place: FreshDatabase;
  let looking: DatabaseSync;
  beforeAll(async () => {
    place = await readyDatabase('sqlite');
    looking = new DatabaseSync(place.databaseUrl.replace('file:', ''), { readOnly: true });
  });
  afterAll(async () => {
    looking.close();
    await place.drop();
  });

  /** How SQLite would look for the cells of each statement that touches them. */
  async function waysOf(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
    const asked: string[] = [];
    const note = (statement: Statement<never, unknown>) => void asked.push(statement.on('sqlite').sql);
    const noted = async (statement: Statement<never, unknown>) => (note(statement), []);
    const tx = { engine: 'sqlite', now: FROM, rows: noted, run: noted, attempt: (inner: () => unknown) => inner() };
    await work(tx as unknown as Tx);
    return asked
      .filter((sql) => sql.includes('occupancy'))
      .map((sql) => {
        const steps = looking.prepare(`explain query plan ${sql}`).all() as { detail: string }[];
        return steps.map(({ detail }) => detail).find((detail) => / occupancy\b/.test(detail)) ?? 'not at all';
      });
  }

  test.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['freed with a session', (tx) => freeCellsOfSession(tx, 's', FROM, UNTIL)],
    ['freed with a booking', (tx) => freeCellsOfBooking(tx, 'b', FROM, UNTIL)],
    ['freed of a room', (tx) => freeCellsOfResource(tx, 's', 'r:room', { from: FROM, to: UNTIL })],
    ['taken by others', (tx) => takenResources(tx, ['c:one', 'r:room'], FROM, UNTIL)],
    ['in the way of a block', (tx) => holdersOf(tx, 'c:one', { from: FROM, until: UNTIL })],
    ['handed over to another account', (tx) => handOverCells(tx, { id: 'b', session }, 'one', 'other')],
    ['of a patron', (tx) => patronBookingsIn(tx, 'one', { from: FROM, until: UNTIL })],
    ['of a session that becomes nobody’s', (tx) => moveFromSession(tx, row, 'copy')],
  ])('%s: each by its key', async (_, work) => {
    expect(await waysOf(work)).toEqual([BY_KEY]);
  });

  test('control: one that walks past those of others shows', async () => {
    const between = `delete from occupancy where session = 's' and (day, cell) >= (1, 1) and (day, cell) < (1, 9)`;
    expect(await waysOf((tx) => tx.run(raw(between), {}))).not.toEqual([BY_KEY]);
  });

  test('a stretch of weeks is gone through week by week, and no cell twice', () => {
    const days = (count: number) => FROM + count * 24 * 3_600_000;
    expect(cellRuns(FROM, days(16))).toEqual([
      { fromCell: FROM / 300_000, cells: 2_016 },
      { fromCell: FROM / 300_000 + 2_016, cells: 2_016 },
      { fromCell: FROM / 300_000 + 4_032, cells: 576 },
    ]);
    expect(cellRuns(FROM, FROM + 1)).toEqual([{ fromCell: FROM / 300_000, cells: 1 }]);
  });
});
