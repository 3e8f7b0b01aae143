import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A gateway as docs/phone-gateway.md asks for, and what it was given. */
export interface PhoneGateway {
  url: string;
  received: { headers: IncomingHttpHeaders; body: { to: string; text: string } }[];
  /** What it answers to the next calls, one each; 0: never. */
  answerNext: number[];
  close(): Promise<void>;
}

export async function openPhoneGateway(): Promise<PhoneGateway> {
  const received: PhoneGateway['received'] = [];
  const answerNext: number[] = [];
  const server = createServer((incoming, outgoing) => {
    let text = '';
    incoming.on('data', (part: Buffer) => void (text += part.toString()));
    incoming.on('end', () => {
      received.push({ headers: incoming.headers, body: JSON.parse(text) as { to: string; text: string } });
      const status = answerNext.shift() ?? 202;
      if (status === 0) return;
      outgoing.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('{"id":1}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/send`,
    received,
    answerNext,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
