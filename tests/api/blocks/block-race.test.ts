import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../../api/storage/engine/database.ts';
import { claimFreeCells } from '../../../api/storage/stores/blocks/block-cell-store.ts';
import { insertBlock, type Block } from '../../../api/storage/stores/blocks/block-store.ts';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { save, TUESDAY } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { openLibrary, rowsOf, type Answer, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';

const HOLDERS = 16;
/** All of Ana's starts on the Tuesday, in UTC. */
const STARTS = ['08', '09', '10', '12', '13', '14'].map((hour) => `2026-11-24T${hour}:00:00Z`);
/** How long the block has before the holds come; below 0 they come first. The first and the last decide for certain. */
const LEADS_MS = [700, 40, 25, 15, 8, 4, 0, -10, -700];
const BLOCK: Block = {
  id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
  kind: 'block',
  counsellor: 'ana',
  room: null,
  branch: 'main',
  startsAt: Date.parse('2026-11-24T07:00:00Z'),
  endsAt: Date.parse('2026-11-24T17:00:00Z'),
  goneAt: null,
};

describe.each(ENGINES)('a block against holds, two processes on one $engine', ({ engine }) => {
  let one: Library;
  let other: Library;
  let ana: Caller;
  let holders: Caller[];
  beforeAll(async () => {
    one = await openLibrary(engine);
    other = await openLibrary(engine, { place: one.api.place, clock: one.clock });
    ana = await one.person('counsellor-1');
    holders = await Promise.all(Array.from({ length: HOLDERS }, (_, n) => (n % 2 === 0 ? one : other).patron(n)));
  });
  afterEach(() => one.clear());
  afterAll(async () => {
    await other.api.close();
    await one.api.close();
  });

  const hold = (n: number): Promise<Answer> =>
    holders[n]!.hold(STARTS[n % STARTS.length]!, { counsellor: 'ana', mode: 'phone' });
  const had = (answers: Answer[]) => answers.filter(({ status }) => status === 201).length;

  /** The holds look at memory before the block is committed, and write when it is. */
  async function overtaken(claim: (tx: Tx) => Promise<void>): Promise<{ had: number; blocks: number }> {
    let holds: Promise<Answer>[] = [];
    await one.api.services.database.write(async (tx) => {
      await insertBlock(tx, BLOCK, 'counsellor-1');
      await claim(tx);
      await noteChange(tx, 'block', BLOCK.id);
      holds = holders.map((_, n) => hold(n));
      await sleep(100);
    });
    const answers = await Promise.all(holds);
    const blocks = await rowsOf(one.api, 'select id from block where gone_at is null');
    return { had: had(answers), blocks: blocks.length };
  }

  test('L1 holds that have not seen the block yet are refused by the key of its cells', async () => {
    const range = { from: BLOCK.startsAt, until: BLOCK.endsAt };
    const claim = (tx: Tx) => claimFreeCells(tx, BLOCK.id, 'c:ana', range);
    expect(await overtaken(claim)).toEqual({ had: 0, blocks: 1 });
    await assertInvariants(one.api);
  });

  test('L1 control: without its cells, the block and the holds both stand', async () => {
    const both = await overtaken(async () => {});
    expect(both.blocks).toBe(1);
    expect(both.had).toBeGreaterThan(0);
    await expect(assertInvariants(one.api)).rejects.toThrow('every cell of a standing block');
  });

  test('L1 L4 of 16 holds and a block that is being saved, either the block has the time or the holds', async () => {
    const outcomes = new Set<number>();
    for (const leadMs of LEADS_MS) {
      const saving = sleep(Math.max(-leadMs, 0)).then(() => save(ana, TUESDAY));
      await sleep(Math.max(leadMs, 0));
      const answers = await Promise.all(holders.map((_, n) => hold(n)));
      const block = await saving;
      outcomes.add(block.status);

      if (block.status === 201) expect(had(answers)).toBe(0);
      else {
        expect([block.status, block.code]).toEqual([409, 'affected_left']);
        expect(had(answers)).toBeGreaterThan(0);
      }
      for (const refused of answers.filter(({ status }) => status !== 201)) expect(refused.code).toBe('slot_taken');
      await assertInvariants(one.api);
      await one.clear();
    }
    expect(outcomes).toEqual(new Set([201, 409]));
  });
});
