import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices, type OpenServices } from '../../../api/services.ts';
import { Conflict } from '../../../api/storage/engine/database.ts';
import type { AuditLine } from '../../../api/storage/sealing/keyring.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { recordAudit } from '../../../api/storage/stores/audit-store.ts';
import { findAnswer, insertAnswer, sweepAnswers } from '../../../api/storage/stores/idempotency-store.ts';
import { loadSettings } from '../../../api/storage/stores/setting-store.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const DAY = 24 * 3_600_000;

describe.each(ENGINES)('records on $engine', ({ engine, ready }) => {
  let place: FreshDatabase;
  let services: OpenServices;
  let now = 1_800_000_000_000;

  beforeEach(async () => {
    place = await ready();
    services = await openServices(place, { createKeys: true, clock: () => now });
  });
  afterEach(async () => {
    await services.close();
    await place.drop();
  });

  const record = () =>
    services.database.write((tx) => {
      const { keys, newId } = services;
      const actor = { person: 'p1', role: 'patron' as const };
      return recordAudit({ tx, keys, newId, now: tx.now, actor }, 'booking.confirmed', 'b1', {
        z: 1,
        a: { y: 2, b: 3 },
      });
    });

  test('an audit line stands with its MAC, its facts in one order', async () => {
    await record();
    type Row = Omit<AuditLine, 'facts'> & { facts: string; mac: Uint8Array };
    const row = await services.database.reader.first(raw<Row>('select * from audit'), {});

    expect(row).toMatchObject({ actor: 'p1', role: 'patron', action: 'booking.confirmed', subject: 'b1', at: now });
    expect(row?.facts).toBe('{"a":{"b":3,"y":2},"z":1}');
    const line = { ...row, facts: JSON.parse(row?.facts ?? '') } as AuditLine;
    expect(row?.mac).toEqual(services.keys.auditMac(line));
    expect(row?.mac).not.toEqual(services.keys.auditMac({ ...line, subject: 'b2' }));
  });

  test('an audit line can be neither changed nor removed', async () => {
    await record();
    const attacks = [
      `update audit set action = 'x'`,
      'delete from audit',
      ...(engine === 'postgres' ? ['truncate audit'] : []),
    ];
    for (const sql of attacks) {
      await expect(services.database.write((tx) => tx.run(raw(sql), {}))).rejects.toBeInstanceOf(Conflict);
    }
    expect(await services.database.reader.rows(raw('select * from audit'), {})).toHaveLength(1);
  });

  test('an answer is found under its own key only, for 30 days', async () => {
    const place = { actor: 'p1', route: 'hold', key: 'k' };
    const answer = { body_hash: Uint8Array.of(1), status: 201, answer_sealed: Uint8Array.of(2, 3) };
    await services.database.write((tx) => insertAnswer(tx, place, answer));

    const { reader } = services.database;
    expect(await findAnswer(reader, place)).toMatchObject(answer);
    for (const other of [{ actor: 'p2' }, { route: 'move' }, { key: 'K' }]) {
      expect(await findAnswer(reader, { ...place, ...other })).toBeUndefined();
    }
    await expect(services.database.write((tx) => insertAnswer(tx, place, answer))).rejects.toBeInstanceOf(Conflict);

    now += 30 * DAY;
    await services.database.write((tx) => sweepAnswers(tx));
    expect(await findAnswer(reader, place)).toBeDefined();
    now += 1;
    await services.database.write((tx) => sweepAnswers(tx));
    expect(await findAnswer(reader, place)).toBeUndefined();
  });

  test('a sweep takes away past days’ cells, however many, and leaves today’s', async () => {
    const today = Math.floor(now / DAY);
    const number = 'select n from number where n < 2000';
    const fill = (day: number, resource: string) =>
      raw(`insert into occupancy select ${day}, n % 288, '${resource}' || n, 's', null from (${number}) as numbers`);
    await services.database.write(async (tx) => {
      await tx.run(fill(today - 3, 'a'), {});
      await tx.run(fill(today - 2, 'b'), {});
      await tx.run(fill(today - 2, 'c'), {});
      await tx.run(
        raw(`insert into occupancy values (${today - 1}, 0, 'x', 's', null), (${today}, 0, 'x', 's', null)`),
        {},
      );
    });
    await sweepAll(services.database);

    const left = await services.database.reader.rows(raw('select day from occupancy order by day'), {});
    expect(left.map((row) => row.day)).toEqual([today - 1, today]);
  });

  test('settings are the defaults but for the rows that stand', async () => {
    await services.database.write(async (tx) => {
      await tx.run(raw(`insert into setting values ('holdMin', '9'), ('undoMin', 'many'), ('unknown', '1')`), {});
    });
    expect(await loadSettings(services.database.reader)).toEqual({ ...DEFAULT_SETTINGS, holdMin: 9 });
  });
});
