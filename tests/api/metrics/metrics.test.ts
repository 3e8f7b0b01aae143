import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Measures } from '../../../api/metrics/measures.ts';
import { serveMetrics } from '../../../api/metrics/serve-metrics.ts';
import { NotSent } from '../../../api/outlets/outlet.ts';
import { sealAudit } from '../../../api/storage/audit/seal-audit.ts';
import { noteBackup } from '../../../api/storage/backup/backup-record.ts';
import { bookingNetwork, openLibrary, WEDNESDAY_9, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { listen } from '../../support/live-listener.ts';
import { raw } from '../../support/raw-statement.ts';
import { readExposition, type Figures } from '../../support/read-exposition.ts';

const CONFIRM = '/api/bookings/{id}/confirm';

describe.each(ENGINES)('figures for the operator on $engine', ({ engine }) => {
  let library: Library;
  const measures = new Measures();
  const figures = async (): Promise<Figures> => readExposition(await measures.text());
  beforeAll(async () => {
    library = await openLibrary(engine, { app: { meter: measures.requests }, meter: measures.writes });
    measures.of(library.api.services, { version: '1.2.3', everyHours: 24 });
  });
  afterAll(async () => {
    await library.api.close();
    measures.close();
  });

  test('what is booked is counted once, however often it is asked for, and so is each no', async () => {
    const [one, other] = [await library.patron(0), await library.patron(1)];
    const before = await figures();
    const held = await one.hold(WEDNESDAY_9);
    await one.post(`/api/bookings/${held.booking.id}/confirm`, {}, 'same');
    await one.post(`/api/bookings/${held.booking.id}/confirm`, {}, 'same');
    expect(await other.hold(WEDNESDAY_9)).toMatchObject({ code: 'slot_taken' });
    await one.post(`/api/bookings/${held.booking.id}/cancel`);

    const after = await figures();
    const done = (operation: string, outcome = 'done') =>
      after.value('quietroom_operations_total', { operation, outcome });
    expect([done('holdSlot'), done('confirmBooking'), done('cancelBooking')]).toEqual([1, 1, 1]);
    expect([done('confirmBooking', 'repeated'), done('holdSlot', 'refused')]).toEqual([1, 1]);
    expect(after.value('quietroom_refusals_total', { code: 'slot_taken' })).toBe(1);
    expect(after.value('quietroom_requests_total', { method: 'POST', route: CONFIRM, status: '200' })).toBe(2);
    expect(after.value('quietroom_request_duration_seconds_count', { method: 'POST', route: CONFIRM })).toBe(2);

    // Five verbs were written, in as many commits or fewer, and nobody waits any more.
    const rise = (name: string) => after.sum(name) - before.sum(name);
    expect(rise('quietroom_commit_writes_sum')).toBe(5);
    expect(rise('quietroom_commit_seconds_count')).toBeLessThanOrEqual(5);
    expect(rise('quietroom_write_wait_seconds_count')).toBe(5);
    expect(after.value('quietroom_writes_waiting')).toBe(0);
    expect(after.value('quietroom_info', { version: '1.2.3', engine })).toBe(1);
    expect(after.value('quietroom_writes_open')).toBe(1);
  });

  test('no label says who, where or what for, nor anything that a stranger typed', async () => {
    for (let n = 0; n < 30; n++) {
      await library.api.request(`/api/nothing-${n}?name=Ana`);
      await library.api.request(`/page-${n}`, { method: 'POST' });
    }
    await library.api.request('/api/bookings/secret-id', { method: 'PATCH' });
    await library.api.request('/api/slots?service=talk&branch=main&mode=room&from=2026-11-24&to=2026-11-25');

    const { samples, value } = await figures();
    const file = bookingNetwork();
    const words = [file.branches, file.rooms, file.counsellors, file.services, file.people, file.discounts]
      .flat()
      .flatMap(({ id, name }) => [id, ...Object.values(name as object)]);
    const labels = new Set(samples.flatMap((sample) => Object.values(sample.labels)));
    expect(words.length).toBeGreaterThan(60);
    expect(words.filter((word) => labels.has(String(word)))).toEqual([]);
    expect([...labels].filter((label) => /nothing|page-|secret|Ana/.test(label))).toEqual([]);
    expect(value('quietroom_requests_total', { method: 'GET', route: '(unknown)', status: '404' })).toBe(30);
    expect(value('quietroom_requests_total', { method: 'POST', route: '(page)', status: '404' })).toBe(30);
    expect(value('quietroom_requests_total', { method: 'GET', route: '/api/slots', status: '200' })).toBe(1);
  });

  test('streams, messages, seals and backups are told as they stand', async () => {
    await library.clear();
    const { services, request } = library.api;
    const stream = await listen({ request }, await library.cookieOf('visitor-0'));
    expect((await figures()).value('quietroom_streams_open')).toBe(1);
    await stream.leave();
    await expect.poll(async () => (await figures()).value('quietroom_streams_open')).toBe(0);

    expect((await figures()).value('quietroom_audit_unsealed_seconds')).toBeGreaterThan(-1);
    while ((await sealAudit(services)).mayBeMore) continue;
    expect((await figures()).value('quietroom_audit_unsealed_seconds')).toBe(0);

    expect((await figures()).value('quietroom_backup_last_good_timestamp_seconds')).toBe(0);
    const takenAt = library.clock.now;
    await noteBackup(services.database, { takenAt, bytes: 1, release: '0', verified: 'opened' });
    const after = await figures();
    expect(after.value('quietroom_backup_last_good_timestamp_seconds')).toBe(takenAt / 1_000);
    expect(after.value('quietroom_backup_every_seconds')).toBe(86_400);

    const { booking } = await (await library.patron(2)).hold('2026-11-25T10:00:00Z');
    await services.database.write((tx) =>
      tx.run(
        raw<never>(
          `insert into message (id, booking, kind, asked_at, due_at, tries) values ('m', '${booking.id}', 'booked', 0, ${takenAt - 90_000}, 0)`,
        ),
        {},
      ),
    );
    const waiting = await figures();
    expect(waiting.value('quietroom_messages_waiting')).toBe(1);
    expect(waiting.value('quietroom_messages_oldest_due_seconds')).toBe(90);
  });

  test('a process that has stopped writing says so', async () => {
    const stopped = new Measures();
    const { database } = library.api.services;
    const standing = () => ({ writes: 'stopped', why: 'disk', since: 0 }) as ReturnType<typeof database.standing>;
    stopped.of({ database: { ...database, standing } }, { version: '0', everyHours: undefined });
    expect(readExposition(await stopped.text()).value('quietroom_writes_open')).toBe(0);
    stopped.close();
  });

  test('a database that is gone is told, and the rest beside it', async () => {
    expect((await figures()).value('quietroom_database_up')).toBe(1);
    await library.api.services.close();
    const after = await figures();
    expect(after.value('quietroom_database_up')).toBe(0);
    expect(after.value('quietroom_backup_every_seconds')).toBeUndefined();
    expect(after.sum('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    await expect(library.api.services.database.write(async () => 1)).rejects.toThrow();
    expect((await figures()).value('quietroom_writes_failed_total')).toBe(1);
    expect((await figures()).value('quietroom_writes_waiting')).toBe(0);
  });
});

describe('where figures are read', () => {
  test('GET /metrics and nothing else, at its own port', async () => {
    const { port, stop } = await serveMetrics(async () => 'a 1\n', { host: '127.0.0.1', port: 0 });
    const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
    const answer = await ask('/metrics');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await answer.text()).toBe('a 1\n');
    expect((await ask('/metrics', 'POST')).status).toBe(405);
    for (const path of ['/', '/api/health', '/metrics/x']) expect((await ask(path)).status).toBe(404);
    await stop();
  });

  test('messages that go and that do not are counted by outlet; so are lines of the log', async () => {
    const measures = new Measures();
    const lines: unknown[] = [];
    const outlets = measures.outlets({
      email: { send: async () => {} },
      phone: { send: () => Promise.reject(new NotSent('refused', true)) },
    });
    await outlets.email!.send('a@b.example', { subject: '', text: '' });
    await expect(outlets.phone!.send('+386', { subject: '', text: '' })).rejects.toThrow(NotSent);
    expect(measures.outlets({}).email).toBeUndefined();
    measures.log((line) => lines.push(line))({ level: 'error', event: 'internal', fault: 'TypeError' });

    const figures = readExposition(await measures.text());
    expect(figures.value('quietroom_messages_total', { outlet: 'email', outcome: 'sent' })).toBe(1);
    expect(figures.value('quietroom_messages_total', { outlet: 'phone', outcome: 'failed' })).toBe(1);
    expect(figures.value('quietroom_log_lines_total', { level: 'error', event: 'internal' })).toBe(1);
    expect(lines).toHaveLength(1);
    measures.close();
  });
});
