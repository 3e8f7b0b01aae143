import { createHash } from 'node:crypto';

/**
 * One line of JSON per event. Only these fields exist: no query string, body, cookie, name or code can slip into a log, and
 * of a fault only its class and the places in our own code, since messages may quote what people typed.
 */
export interface LogLine {
  level: 'info' | 'warn' | 'error';
  event:
    | 'started'
    | 'stopping'
    | 'stopped'
    | 'internal'
    | 'cannot_write'
    | 'writing_stopped'
    | 'writing_again'
    | 'sealing_failed'
    | 'not_sent'
    | 'provider_failed'
    | 'crisis_line_old'
    | 'backed_up'
    | 'backup_failed'
    | 'retention'
    | 'clock_doubted';
  method?: string;
  /** The declared path, never the one asked for: `/api/bookings/{id}`. */
  route?: string;
  status?: number;
  actorHash?: string;
  fault?: string;
  faultCode?: string;
  frames?: string[];
  /** What every visitor of the library's page can read: a branch's number for urgent help, and when it was checked. */
  branch?: string;
  line?: string;
  checkedOn?: string;
  /** Why nothing is written, as health says it; and, when it is over, how long that was. */
  why?: string;
  seconds?: number;
  /** Of retention: what went, and how much of it. */
  kind?: string;
  rows?: number;
}

export type Log = (line: LogLine) => void;

export const logToStderr: Log = (line) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

/** Enough to see that two lines are of one person, not who it is. Changes with every start of the process. */
const salt = crypto.randomUUID();

export function hashedId(id: string): string {
  return createHash('sha256').update(salt).update(id).digest('base64url').slice(0, 12);
}

export function faultFields(fault: unknown): Pick<LogLine, 'fault' | 'faultCode' | 'frames'> {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  // SQLite's own code says what failed; Node's beside it says only that something did.
  const { errcode, code } = fault as { errcode?: unknown; code?: unknown };
  const faultCode = errcode ?? code;
  const cause = fault.cause instanceof Error ? `, caused by ${fault.cause.name}` : '';
  return {
    fault: `${fault.name}${cause}`,
    ...((typeof faultCode === 'string' || typeof faultCode === 'number') && { faultCode: String(faultCode) }),
    frames: stackFrames(fault),
  };
}

/** `claimCells (api/storage/stores/occupancy-store.ts:31:9)`, innermost first. */
function stackFrames(fault: Error): string[] {
  return (fault.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node:internal'))
    .slice(0, 8)
    .map((line) =>
      line
        .trim()
        .replace(/^at /, '')
        .replace(/(file:\/\/)?\/[^\s()]*?\/(api|node_modules)\//, '$2/'),
    );
}
