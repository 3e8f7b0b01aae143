import { request as send } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, serve, type Serving } from '../../../api/http/serve.ts';
import { openApi, type TestApi } from '../../support/api.ts';

/** What only a real socket shows. */
describe('a server and its clients', () => {
  let api: TestApi;
  let serving: Serving;

  beforeAll(async () => {
    api = await openApi('sqlite');
    const where = { host: '127.0.0.1', port: 0, tls: false };
    serving = await serve((request, env) => api.app.fetch(request, env), where, {
      ...LIMITS,
      headersTimeout: 700,
      connectionsCheckingInterval: 100,
    });
  });
  afterAll(async () => {
    await serving.stop();
    await api.close();
  });

  const open = (): Promise<Socket> =>
    new Promise((ready) => {
      const socket = connect(serving.port, '127.0.0.1', () => ready(socket));
      socket.on('error', () => {});
    });
  const readAll = (socket: Socket): Promise<string> =>
    new Promise((done) => {
      let text = '';
      socket.on('data', (part: Buffer) => void (text += part.toString()));
      socket.on('close', () => done(text));
    });

  /** Sends until the server has had enough. */
  async function flood(head: string, megabytes: number): Promise<{ answer: string; taken: number }> {
    const socket = await open();
    const answer = readAll(socket);
    const part = Buffer.alloc(1_048_576, 0x20);
    socket.write(head);
    for (let sent = 0; sent < megabytes && !socket.destroyed; sent++) {
      const frame = head.includes('chunked') ? [`${part.length.toString(16)}\r\n`, part, '\r\n'] : [part];
      for (const piece of frame) {
        if (!socket.destroyed && !socket.write(piece))
          await new Promise((next) => socket.once('drain', next).once('close', next));
      }
    }
    return { answer: await answer, taken: socket.bytesWritten };
  }

  const HEAD = 'POST /api/sign-in/card HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

  test.each([
    ['announced', `${HEAD}content-length: 104857600\r\n\r\n`],
    ['streamed', `${HEAD}transfer-encoding: chunked\r\n\r\n`],
  ])('100 MB, %s: refused, and never read', async (_how, head) => {
    const { answer, taken } = await flood(head, 100);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(answer).toContain('"too_large"');
    // One MB is thrown away while the answer travels; the rest fits into the system's own buffers.
    expect(taken).toBeLessThan(20_000_000);
  });

  test('what is no HTTP gets a 400 with all headers, and the connection ends', async () => {
    const socket = await open();
    const answer = readAll(socket);
    socket.write('GET / NONSENSE\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 400 .*content-security-policy/s);
  });

  test('heads that do not end are cut off in time, and others are served meanwhile', async () => {
    const began = Date.now();
    const slow = await Promise.all(Array.from({ length: 50 }, open));
    for (const socket of slow) socket.write('GET /api/health HTTP/1.1\r\nhost: x\r\nx-slow: ');
    const ended = slow.map(readAll);

    expect((await fetch(`http://127.0.0.1:${serving.port}/api/health`)).status).toBe(200);
    const answers = await Promise.all(ended);
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(LIMITS).toMatchObject({ headersTimeout: 8_000, requestTimeout: 20_000, connectionsCheckingInterval: 1_000 });
    expect(answers.every((answer) => answer.startsWith('HTTP/1.1 408'))).toBe(true);
  });

  test('a stop lets the running request finish, and takes no new one', async () => {
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const own = await serve(
      async () => {
        begun.resolve();
        await finish.promise;
        return new Response('finished');
      },
      { host: '127.0.0.1', port: 0, tls: false },
    );
    const running = new Promise<string>((done) => {
      send({ port: own.port, host: '127.0.0.1' }, (answer) => answer.on('data', (part) => done(String(part)))).end();
    });
    await begun.promise;
    const stopped = own.stop();
    await expect(fetch(`http://127.0.0.1:${own.port}/`)).rejects.toThrow();
    finish.resolve();
    expect(await running).toBe('finished');
    await stopped;
  });
});
