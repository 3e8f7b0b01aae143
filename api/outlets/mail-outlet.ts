import type { Transporter } from 'nodemailer';
import { NotSent, type Message, type Outlet } from './outlet.ts';
import { patientOutlet } from './patient-outlet.ts';

export interface MailSettings {
  /** `smtps://user:password@host` or `smtp://host:587`. */
  smtpUrl: string;
  /** `Library <rooms@library.example>`. */
  from: string;
}

const TIME_OUTS_MS = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000, dnsTimeout: 5_000 };

/** No later try will go better: the account is wrong, or the server wants what we do not speak. */
const LASTING = new Set(['EAUTH', 'ENOAUTH', 'EMESSAGE', 'ECONFIG', 'ETLS']);

/** Mail by SMTP. TLS is demanded of every server but one on this very machine. */
export function mailOutlet({ smtpUrl, from }: MailSettings, pausesMs?: readonly number[]): Outlet {
  const { protocol, hostname } = new URL(smtpUrl);
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  const connect = async () => {
    // Loaded with the first message: a start need not wait for it.
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: smtpUrl,
      ...TIME_OUTS_MS,
      requireTLS: protocol === 'smtp:' && !isHere,
      ignoreTLS: protocol === 'smtp:' && isHere,
      // A text of ours never names a file or an address to be fetched.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  let transport: Promise<Transporter> | undefined;

  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  const prepare =
    (to: string, { subject, text, number }: Message) =>
    async () => {
      try {
        transport ??= connect();
        await (
          await transport
        ).sendMail({
          from,
          // As an object: nothing in it is read as a second address.
          to: { name: '', address: to },
          subject,
          text,
          // Many mailboxes show a message once that comes twice under one id.
          ...(number !== undefined && { messageId: `<${number}@${domain}>` }),
          // No holiday notice shall answer it (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (fault) {
        throw notSent(fault as { code?: unknown; responseCode?: unknown });
      }
    };
  return patientOutlet(prepare, pausesMs);
}

/** 4xx asks for patience, 5xx says no (RFC 5321, 4.2.1). The server's own words may quote the address, and stay behind. */
function notSent({ code, responseCode }: { code?: unknown; responseCode?: unknown }): NotSent {
  if (typeof responseCode === 'number') return new NotSent(`smtp_${responseCode}`, responseCode < 500);
  const name = typeof code === 'string' ? code : 'failed';
  return new NotSent(`smtp_${name.toLowerCase()}`, !LASTING.has(name));
}
