import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealAudit } from '../../../api/storage/audit/seal-audit.ts';
import { writeHead } from '../../../api/storage/audit/audit-head.ts';
import { verifyAudit } from '../../../api/storage/audit/verify-audit.ts';
import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import { cellFaults } from '../../../api/storage/soundness/cell-faults.ts';
import { pageFaults } from '../../../api/storage/soundness/page-faults.ts';
import { rowFaults } from '../../../api/storage/soundness/row-faults.ts';
import { seeded } from '../../load/fill-branch.ts';
import { openApi, type TestApi } from '../../support/api.ts';
import { isFull } from '../../support/fault-size.ts';
import { DAMAGE, filesOf } from '../../support/faults/damage-kinds.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { quickFolder } from '../../support/quick-folder.ts';
import { raw } from '../../support/raw-statement.ts';

const KINDS = Object.keys(DAMAGE);
const TIMES = isFull ? Math.ceil(500 / KINDS.length) : 1;
const DAY_MS = 24 * 3_600_000;
const VISITORS = 12;

type Outcome = 'start' | 'verify' | 'harmless' | 'stopped' | 'wrong';

/** As it stood when it was cut off: bookings, a record that is sealed up to its end, and a log with half of it. */
describe('a library whose files are damaged', () => {
  let library: RealLibrary;
  let base: string;
  let older: string;
  let truth: string[];
  let free: string;
  const booked: string[] = [];
  beforeAll(async () => {
    base = quickFolder('quietroom-test-');
    older = quickFolder('quietroom-test-');
    library = await realLibrary('sqlite');
    const api = await openApi('sqlite', { place: library.place, file: null });
    await book(api, 0, VISITORS / 2);
    await seal(api);
    await api.services.database.scrub();
    cpSync(library.place.dataDir, older, { recursive: true });
    await book(api, VISITORS / 2, VISITORS);
    await seal(api);
    free = await nextTime(api);
    cpSync(library.place.dataDir, base, { recursive: true });
    await api.close();
    truth = await withCopy(async (copy) => answers(copy), true);
  }, 60_000);
  afterAll(async () => {
    for (const folder of [base, older]) rmSync(folder, { recursive: true, force: true });
    await library.place.drop();
  });

  /** Times of the next days, each free until it is booked. */
  async function nextTime(api: TestApi): Promise<string> {
    const [from, to] = [3, 12].map((days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10));
    const answer = await api.request(`/api/slots?service=talk&branch=main&mode=room&from=${from}&to=${to}`);
    const { slots } = (await answer.json()) as { slots: { startsAt: string }[] };
    return slots[(booked.length * 7) % slots.length]!.startsAt;
  }

  const hold = (api: TestApi, visitor: number, startsAt: string) =>
    api.request('/api/holds', {
      cookie: library.cookies.get(`visitor-${visitor}`),
      key: crypto.randomUUID(),
      json: { service: 'talk', branch: 'main', mode: 'room', startsAt },
    });

  async function book(api: TestApi, from: number, to: number): Promise<void> {
    for (let n = from; n < to; n++) {
      booked.push(await nextTime(api));
      const { booking } = (await (await hold(api, n, booked[n]!)).json()) as { booking: { id: string } };
      const path = `/api/bookings/${booking.id}/confirm`;
      const key = crypto.randomUUID();
      const confirmed = await api.request(path, { cookie: library.cookies.get(`visitor-${n}`), key, json: {} });
      expect(confirmed.status).toBe(200);
    }
  }

  async function seal({ services, place }: TestApi): Promise<void> {
    const { last } = await sealAudit(services);
    await writeHead(place.dataDir, services.databaseId, last!, Date.now());
  }

  /** What people and staff would be told, byte by byte. */
  async function answers(api: TestApi): Promise<string[]> {
    const told = Array.from({ length: VISITORS }, async (_, n) => {
      const answer = await api.request('/api/bookings', { cookie: library.cookies.get(`visitor-${n}`) });
      return `${answer.status} ${await answer.text()}`;
    });
    const [from] = booked[0]!.split('T') as [string];
    const search = await api.request(`/api/slots?service=talk&branch=main&from=${from}&to=${from}`);
    const all = [...(await Promise.all(told)), `${search.status} ${await search.text()}`];
    // When it was answered is another thing than what.
    return all.map((answer) => answer.replaceAll(/"asOf":"[^"]*"/g, ''));
  }

  async function withCopy<T>(
    work: (api: TestApi) => Promise<T>,
    looks: boolean,
    damage: (folder: string) => void = () => undefined,
  ): Promise<T> {
    const dataDir = quickFolder('quietroom-test-');
    cpSync(base, dataDir, { recursive: true });
    try {
      damage(dataDir);
      const place = { databaseUrl: `file:${join(dataDir, 'quietroom.db')}`, dataDir, drop: async () => undefined };
      const before = filesOf(dataDir);
      const opened = openApi('sqlite', { place, file: null, asFound: !looks, createKeys: false });
      const api = await opened.catch((error: unknown) => {
        if (error instanceof CannotOpen)
          expect(filesOf(dataDir), `something was written: ${error.message}`).toBe(before);
        throw error;
      });
      try {
        return await work(api);
      } finally {
        await api.close().catch(() => undefined);
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }

  async function judge(api: TestApi): Promise<Outcome> {
    const told = await answers(api);
    const differs = told.some((answer, n) => answer.startsWith('200') && answer !== truth[n]);
    if (differs) return 'wrong';
    const again = await hold(api, VISITORS, booked[0]!);
    if (again.status === 201 && (await roomsTaken(api)) > 0) return 'wrong';
    if (told.some((answer) => !answer.startsWith('200'))) return 'stopped';
    const { database, keys } = api.services;
    const found = [
      ...(await pageFaults(database.reader, { most: Infinity })),
      ...(await rowFaults(database.reader, keys, { from: 0 })),
      ...(await cellFaults(database.reader, Date.now())),
      ...(await verifyAudit(database.reader, keys)).faults,
    ];
    if (found.length > 0) return 'verify';
    const held = await hold(api, VISITORS + 1, free);
    return held.status === 201 || held.status === 503 ? 'harmless' : 'stopped';
  }

  /** Pairs of sessions that share somebody's time. */
  async function roomsTaken({ services }: TestApi): Promise<number> {
    const twice = await services.database.reader.rows(
      raw(`select a.id from session a join session b on a.id < b.id and a.gone_at is null and b.gone_at is null
        and ((a.counsellor = b.counsellor and a.starts_at < b.counsellor_until and b.starts_at < a.counsellor_until)
          or (a.room = b.room and a.starts_at < b.room_until and b.starts_at < a.room_until))`),
      {},
    );
    return twice.length;
  }

  async function outcomeOf(kind: string, seed: number, looks: boolean): Promise<Outcome> {
    const random = seeded(seed);
    const damage = (folder: string) => DAMAGE[kind]!({ folder, older, random });
    try {
      return await withCopy(judge, looks, damage);
    } catch (error) {
      if (error instanceof CannotOpen) return 'start';
      throw new Error(`${kind}, ${seed}`, { cause: error });
    }
  }

  test('undamaged', async () => {
    expect(await withCopy(judge, true)).toBe('harmless');
  });

  test('is never believed: it is found, or it changes nothing', { timeout: 900_000 }, async () => {
    const counts: Record<Outcome, number> = { start: 0, verify: 0, harmless: 0, stopped: 0, wrong: 0 };
    const wrong: string[] = [];
    for (const kind of KINDS) {
      for (let seed = 1; seed <= TIMES; seed++) {
        const outcome = await outcomeOf(kind, seed, true);
        counts[outcome]++;
        if (outcome === 'wrong') wrong.push(`${kind}, ${seed}`);
      }
    }
    const all = KINDS.length * TIMES;
    console.log(
      `damaged files: ${all} of ${KINDS.length} kinds: ${counts.start} found at start, ${counts.verify} by verify, ` +
        `${counts.harmless} changed nothing, ${counts.stopped} answered as a fault, ${counts.wrong} believed`,
    );
    expect(wrong).toEqual([]);
  });

  test('the control: without looking first, some of it is believed', { timeout: 300_000 }, async () => {
    const outcomes = [];
    for (const kind of ['a bit of the log', 'the log is gone', 'the log is cut']) {
      outcomes.push(await outcomeOf(kind, 1, false));
    }
    expect(outcomes).toContain('wrong');
  });
});
