import { EventEmitter } from 'node:events';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { ServerWatch } from '../../../api/storage/engine/postgres/server-watch.ts';

const NOW = Date.UTC(2026, 10, 23);

type Answer = (client: EventEmitter) => void;

/** A pool whose connections answer one after the other as they are told; beyond those there is no server. */
function serverThat(...answers: Answer[]) {
  let asked = 0;
  const connect = async () => {
    const answer = answers[asked++];
    if (!answer) throw new Error('connect ECONNREFUSED');
    const client = new EventEmitter();
    return Object.assign(client, { query: async () => answer(client), release: () => undefined });
  };
  const pool = { totalCount: 0, idleCount: 0, options: { max: 10 }, connect };
  return { pool: pool as unknown as pg.Pool, asked: () => asked };
}

const well: Answer = () => undefined;
const ends: Answer = () => {
  const fault = new pg.DatabaseError('terminating connection due to administrator command', 0, 'error');
  throw Object.assign(fault, { code: '57P01' });
};
/** The answer and the end come in one piece. */
const answersAndEnds: Answer = (client) => void client.emit('error', new Error('Connection terminated unexpectedly'));

describe('whether a server takes writes is found out by a probe', () => {
  let watch: ServerWatch;
  afterEach(() => watch.close());

  const watching = (pool: pg.Pool) => (watch = new ServerWatch(pool, 'postgres://nowhere.invalid/none', () => NOW));

  test('one that answers goes on being written to', async () => {
    const { pool, asked } = serverThat(well);
    watching(pool).suspect();
    await expect.poll(asked).toBe(1);
    await watch.close();
    expect(watch.board.standing).toEqual({ writes: 'open' });
  });

  test('one that is not there stops writing', async () => {
    const { pool } = serverThat();
    watching(pool).suspect();
    await expect.poll(() => watch.board.standing).toEqual({ writes: 'stopped', why: 'unreachable', since: NOW });
  });

  test('a connection that was ended is not the server’s end where another one is had', async () => {
    const { pool, asked } = serverThat(ends, well);
    const told: unknown[] = [];
    watching(pool).board.follow((standing) => told.push(standing));
    watch.suspect();
    await expect.poll(asked).toBe(2);
    await watch.close();
    expect(told).toEqual([]);
  });

  test('and it is, where none is had', async () => {
    const { pool } = serverThat(ends);
    watching(pool).suspect();
    await expect.poll(() => watch.board.standing).toMatchObject({ writes: 'stopped', why: 'unreachable' });
  });

  test('a connection that ends with its answer is no witness', async () => {
    const { pool } = serverThat(answersAndEnds);
    watching(pool).suspect();
    await expect.poll(() => watch.board.standing).toMatchObject({ writes: 'stopped', why: 'unreachable' });
  });

  test('what is heard during a probe is looked into after it', async () => {
    const { pool } = serverThat(() => watch.suspect());
    watching(pool).suspect();
    await expect.poll(() => watch.board.standing).toMatchObject({ writes: 'stopped', why: 'unreachable' });
  });
});
