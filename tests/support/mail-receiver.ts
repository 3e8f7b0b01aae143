import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real mail server on this machine, and what it was given. */
export interface MailReceiver {
  url: string;
  /** Raw messages, envelope first. */
  received: { to: string[]; raw: string }[];
  /** What it says to the next messages, one each: a status of 4xx or 5xx. */
  refuseNext: number[];
  /** Ends with the letter that nobody has read yet. */
  close(): Promise<void>;
}

export async function receiveMail(): Promise<MailReceiver> {
  const received: MailReceiver['received'] = [];
  const refuseNext: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (part: Buffer) => void (raw += part.toString()));
      stream.on('end', () => {
        const responseCode = refuseNext.shift();
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (responseCode) return done(Object.assign(new Error(`not for ${to.join()}`), { responseCode }));
        received.push({ to, raw });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseNext,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
