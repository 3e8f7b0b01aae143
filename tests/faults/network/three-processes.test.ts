import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import type { OpenServices } from '../../../api/services.ts';
import { claimBackup } from '../../../api/storage/backup/backup-record.ts';
import { claimRetention } from '../../../api/storage/rights/retention/claim-retention.ts';
import { insertContact, wrappedKeyOf } from '../../../api/storage/stores/accounts/contact-store.ts';
import { setReach } from '../../../api/storage/stores/messages/reach-store.ts';
import type { Asked } from '../../support/api.ts';
import { assertSound } from '../../support/checker/check-library.ts';
import { ToldLog, type Intent, type Server } from '../../support/checker/told-log.ts';
import { isFull } from '../../support/fault-size.ts';
import { ApiProcess } from '../../support/faults/api-process.ts';
import { realLibrary, type RealLibrary } from '../../support/faults/real-library.ts';
import { listen, type Listener } from '../../support/live-listener.ts';
import { receiveMail, type MailReceiver } from '../../support/mail-receiver.ts';
import { raw } from '../../support/raw-statement.ts';
import { readExposition } from '../../support/read-exposition.ts';

const DAY_MS = 24 * 3_600_000;
/** Of a morning; the first third with all three, the second with two, the last with one. */
const INTENTS = isFull ? 2_000 : 60;
const PATIENT = { timeout: 600_000 };
const CLIENTS = 6;
const LETTERS = 4;
const TRIES = 10;

/** Whoever is in front of them asks the next one where one does not answer. */
class AnyOf implements Server {
  readonly #processes: readonly ApiProcess[];
  #at: number;
  moved = 0;

  constructor(processes: readonly ApiProcess[], first: number) {
    this.#processes = processes;
    this.#at = first;
  }

  request = async (path: string, asked?: Asked): Promise<Response> => {
    try {
      return await this.#processes[this.#at]!.request(path, asked);
    } catch (fault) {
      this.moved++;
      this.#at = (this.#at + 1) % this.#processes.length;
      throw fault;
    }
  };
}

const AT_ONCE = { random: () => 1, lost: 0, untilBack: async () => {} };

describe('three processes on one PostgreSQL', () => {
  let library: RealLibrary;
  let mail: MailReceiver;
  let all: ApiProcess[];
  let free: string[];
  /** The same database from this process: what no client may do. It looks at no change by itself. */
  let beside: OpenServices;
  const log = new ToldLog();
  const figures: string[] = [];
  const cookie = (person: string) => library.cookies.get(person)!;

  beforeAll(async () => {
    [library, mail] = await Promise.all([realLibrary('postgres'), receiveMail()]);
    const env = { METRICS_PORT: '0', SMTP_URL: mail.url, MAIL_FROM: 'rooms@library.example' };
    all = await Promise.all([1, 2, 3].map(() => ApiProcess.start(library.place, { env })));
    beside = await library.open();
    free = await freeStarts(all[0]!);
  });
  afterAll(async () => {
    console.log(`three processes: ${figures.join(', ')}`);
    await Promise.all(all.map((one) => one.kill().catch(() => null)));
    await mail.close();
    await beside.close();
    await library.place.drop();
  });

  const search = '/api/slots?service=talk&branch=main&mode=phone';
  const dates = () => `&from=${dateIn(1)}&to=${dateIn(28)}`;

  async function freeStarts(server: Server): Promise<string[]> {
    return [...(await shownBy(server)).keys()];
  }

  /** By its start, with those who have time then. */
  async function shownBy(server: Server): Promise<Map<string, string>> {
    const { slots } = (await (await server.request(search + dates())).json()) as { slots: { startsAt: string }[] };
    return new Map(slots.map((slot) => [slot.startsAt, JSON.stringify(slot)]));
  }

  /** Far enough from each other that no two are in one another's way. */
  function apart(count: number): string[] {
    const taken: string[] = [];
    for (const start of free) {
      if (taken.length < count && Date.parse(start) - Date.parse(taken.at(-1) ?? '2000-01-01') >= 2 * 3_600_000) {
        taken.push(start);
      }
    }
    expect(taken).toHaveLength(count);
    free = free.filter((start) => Date.parse(start) - Date.parse(taken.at(-1)!) >= 2 * 3_600_000);
    return taken;
  }

  const wish = (startsAt: string) => ({ service: 'talk', branch: 'main', mode: 'phone', startsAt });
  const hold = async (server: Server, person: string, startsAt: string): Promise<Intent> =>
    log.client(server, person, cookie(person), AT_ONCE).ask('/api/holds', wish(startsAt));

  test('what is booked at one is gone from the first search at the others; a process that does not look shows it still', async () => {
    const frozen = await beside.world.current();
    const stale = createApp(
      { ...beside, world: { ...beside.world, current: async () => frozen } },
      { version: '0', tls: false, trustedProxies: [] },
    );

    const starts = apart(6);
    const first = (await shownBy(all[0]!)).get(starts[0]!);
    let slowest = 0;
    for (const [n, startsAt] of starts.entries()) {
      const at = all[n % 3]!;
      const before = (await shownBy(at)).get(startsAt);
      expect((await hold(at, `visitor-${10 + n}`, startsAt)).answer?.status).toBe(201);
      const told = performance.now();
      const seen = await Promise.all(all.map(shownBy));
      slowest = Math.max(slowest, performance.now() - told);
      for (const shown of seen) expect(shown.get(startsAt)).not.toBe(before);
    }
    // The control's world is the one from before the first of them.
    const shown = await shownBy({ request: async (path) => stale.request(path, {}, { address: '192.0.2.1' }) });
    expect(shown.get(starts[0]!)).toBe(first);
    figures.push(`bookings seen by the next search, answered within ${slowest.toFixed(0)} ms`);
  });

  test('a change and a sign-out reach the streams of every process; signed out at one is out at all', async () => {
    const [here, ...others] = all as [ApiProcess, ...ApiProcess[]];
    const person = 'visitor-20';
    const streams = await Promise.all(all.map((one) => listen(one, cookie(person))));
    const [startsAt] = apart(1);
    const told = Promise.all(streams.map((stream) => stream.nextChange()));
    await hold(here, person, startsAt!);
    const changes = await told;

    const began = performance.now();
    expect((await here.request('/api/sign-out', { cookie: cookie(person), json: {} })).status).toBe(204);
    const asked = await Promise.all(others.map((one) => one.request('/api/me', { cookie: cookie(person) })));
    expect(asked.map(({ status }) => status)).toEqual([401, 401]);
    const ends = await Promise.all(streams.map((stream) => ended(stream, began)));
    figures.push(
      `a change at every stream ${Math.max(...changes).toFixed(0)} ms after it was asked for`,
      `signed out everywhere at the next request, streams ended within ${Math.max(...ends).toFixed(0)} ms`,
    );
  });

  test('wrong PINs are counted together: after the last one no process takes another', async () => {
    const guess = async (n: number) =>
      (await all[n % 3]!.request('/api/sign-in/card', { json: { card: '29000001', pin: `000${n}` } })).status;
    const statuses = [];
    for (let n = 0; n < TRIES; n++) statuses.push(await guess(n));
    expect(statuses).toEqual(Array(TRIES).fill(401));
    expect(await Promise.all([0, 1, 2].map(guess))).toEqual([429, 429, 429]);
  });

  test('a hold that ran out is given to one of three who ask at three processes', async () => {
    const [startsAt] = apart(1);
    const { answer } = await hold(all[0]!, 'visitor-21', startsAt!);
    const sql = `update booking set held_until = held_until - ${DAY_MS} where id = '${answer!.body.booking!.id}'`;
    await beside.database.write((tx) => tx.run(raw(sql), {}));
    const asked = await Promise.all(all.map((one, n) => hold(one, `visitor-${22 + n}`, startsAt!)));
    expect(asked.map((one) => one.answer?.status).toSorted()).toEqual([201, 409, 409]);
  });

  test('each letter goes out once, whoever of three comes by; backups and retention are one process’s', async () => {
    const people = Array.from({ length: LETTERS }, (_, n) => `visitor-${25 + n}`);
    const { database, keys, newId } = beside;
    for (const person of people) {
      const wrappedKey = (await wrappedKeyOf(database.reader, person))!;
      const contact = { kind: 'email', value: `${person}@home.example` } as const;
      const id = newId();
      await database.write(async (tx) => {
        await insertContact(tx, keys, { id, person, wrappedKey, contact, opens: true });
        await setReach(tx, person, { contact: id, quiet: { from: 0, until: 0 } });
      });
    }
    for (const [n, startsAt] of apart(LETTERS).entries()) {
      const client = log.client(all[n % 3]!, people[n]!, cookie(people[n]!), AT_ONCE);
      const held = await client.ask('/api/holds', wish(startsAt));
      await client.ask(`/api/bookings/${held.answer!.body.booking!.id}/confirm`);
    }

    // A reminder would go a day before: what is told of a change goes at once.
    await database.write((tx) => tx.run(raw(`update message set kind = 'changed', due_at = 0`), {}));
    const thrice = <T>(claim: () => Promise<T>) => Promise.all([claim(), claim(), claim()]);
    const backups = await thrice(() => claimBackup(database, DAY_MS));
    const retention = await thrice(() => database.write(claimRetention));
    expect([backups.filter(Boolean), retention.filter(Boolean)]).toEqual([[true], [true]]);

    await expect.poll(() => mail.received.length).toBeGreaterThanOrEqual(LETTERS);
    const open = raw<{ open: number }>(
      'select count(*) as open from message where sent_at is null and given_up_at is null',
    );
    await expect.poll(async () => (await database.reader.first(open, {}))?.open).toBe(0);
    expect(mail.received.map(({ to }) => to[0]).toSorted()).toEqual(people.map((one) => `${one}@home.example`));
    figures.push(`${LETTERS} letters by three senders, each once`);
  });

  test('what the three have counted is what clients were told', async () => {
    const read = await Promise.all(
      all.map(async ({ output }) => {
        const [, url = ''] = /Prometheus: (\S+)/.exec(output) ?? [];
        return readExposition(await (await fetch(url)).text());
      }),
    );
    const counted = (operation: string) =>
      read.reduce((sum, one) => sum + one.sum('quietroom_operations_total', { operation, outcome: 'done' }), 0);
    const told = (path: RegExp) =>
      log.intents.filter((one) => path.test(one.path) && (one.answer?.status ?? 500) < 300).length;
    expect(counted('holdSlot')).toBe(told(/holds$/));
    expect(counted('confirmBooking')).toBe(told(/confirm$/));
    expect(read.every((one) => one.value('quietroom_database_up') === 1)).toBe(true);
  });

  test(`one is stopped and one is killed while ${CLIENTS} people book: nothing is lost and nothing happens twice`, async () => {
    const starts = apart(CLIENTS);
    const before = log.intents.length;
    const done = () => log.intents.length - before;
    const doors = starts.map((_, n) => new AnyOf(all, n % 3));
    const failed: Intent[] = [];
    const client = async (n: number) => {
      const person = `visitor-${n}`;
      const own = log.client(doors[n]!, person, cookie(person), AT_ONCE);
      const ask = async (path: string, json?: object) => {
        const intent = await own.ask(path, json);
        if ((intent.answer?.status ?? 0) >= 300 || !intent.answer) failed.push(intent);
        return intent.answer?.body.booking?.id;
      };
      while (done() < INTENTS) {
        const id = await ask('/api/holds', wish(starts[n]!));
        if (!id) return;
        await ask(`/api/bookings/${id}/confirm`);
        await ask(`/api/bookings/${id}/cancel`);
      }
    };
    const trouble = async () => {
      await expect.poll(done, PATIENT).toBeGreaterThan(INTENTS / 3);
      expect(await all[0]!.stop()).toBe(0);
      await expect.poll(done, PATIENT).toBeGreaterThan((2 * INTENTS) / 3);
      await all[1]!.kill();
    };
    await Promise.all([trouble(), ...starts.map((_, n) => client(n))]);

    // Everybody got what they wanted, without a word about the two that went away.
    expect(failed).toEqual([]);
    const moved = doors.reduce((sum, door) => sum + door.moved, 0);
    expect(moved).toBeGreaterThan(0);
    expect((await all[2]!.request('/api/health')).status).toBe(200);
    await library.checked((checked) => assertSound(checked, log));
    figures.push(
      `${done()} of ${done()} operations done over a stop and a kill, ${moved} asked again elsewhere, 0 lost, 0 twice`,
    );
  });
});

async function ended(stream: Listener, since: number): Promise<number> {
  expect(await stream.over).toContain('event: ended');
  return performance.now() - since;
}

function dateIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}
