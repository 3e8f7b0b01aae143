import { dirname, join, resolve } from 'node:path';
import { readBackups, type BackupSettings } from './backup-config.ts';
import type { ProviderSettings } from './features/sign-in/by-provider/identity-provider.ts';
import { readMetrics, type MetricsSettings } from './metrics-config.ts';
import type { OutletSettings } from './outlets/open-outlets.ts';
import { readProvider } from './provider-config.ts';
import { withSecretFiles } from './secret-files.ts';
import { fileUrl, isPostgresUrl, sqlitePath } from './storage/engine/database-url.ts';

/** What the environment says, checked. The only reader of process.env is whoever calls readConfig with it. */
export interface Config {
  host: string;
  port: number;
  /** `file:/absolute/path.db` or `postgres://…`. */
  databaseUrl: string;
  /** Holds the keys, the marker of the database, and by default the database. */
  dataDir: string;
  /** `serve`: no demonstration data, no unsafe settings. */
  production: boolean;
  /** `start` and `dev`: the demonstration network is loaded into an empty database. */
  demo: boolean;
  /** The origin that browsers see, without a slash at its end. */
  publicUrl: string | undefined;
  /** Addresses of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. */
  trustedProxies: string[];
  /** Browsers reach this server by TLS: cookies are `__Host-` and Secure. */
  secure: boolean;
  /** Whoever works here signs in with two factors: always with `serve`, with `start` where it is asked for. */
  requireSecondFactor: boolean;
  /** How messages reach people. What is not set up is not offered. */
  outlets: OutletSettings;
  /** The library's own provider of sign-ins for staff (OpenID Connect). */
  provider: ProviderSettings | undefined;
  backups: BackupSettings;
  /** Where figures are served; undefined: nowhere. */
  metrics: MetricsSettings | undefined;
}

export interface ConfigFault {
  variable: string;
  message: string;
}

export class ConfigFaults extends Error {
  override readonly name = 'ConfigFaults';
  readonly faults: ConfigFault[];
  constructor(faults: ConfigFault[]) {
    super(faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
    this.faults = faults;
  }
}

type Env = Record<string, string | undefined>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;
const ROOT = resolve(import.meta.dirname, '..');

/**
 * Reads HOST, PORT, DATABASE_URL, DATA_DIR, PUBLIC_URL, TRUSTED_PROXY (addresses with commas between them), SMTP_URL, MAIL_FROM,
 * SMS_GATEWAY_URL, SMS_GATEWAY_KEY, REQUIRE_SECOND_FACTOR (`yes` or `no`) and those of readProvider, readBackups and
 * readMetrics. What opens something may stand in a file: withSecretFiles.
 *
 * @throws ConfigFaults with every wrong variable at once, and what to set.
 */
export function readConfig(env: Env, mode: { production?: boolean; demo?: boolean } = {}): Config {
  const { production = false, demo = false } = mode;
  const faults: ConfigFault[] = [];
  const fault = (variable: string, message: string) => void faults.push({ variable, message });
  const set = withSecretFiles((name) => env[name]?.trim() || undefined, fault);

  const host = set('HOST') ?? '127.0.0.1';
  if (!/^[\w.:[\]-]+$/.test(host)) fault('HOST', 'must be an address or a name to listen on, such as 127.0.0.1.');

  const port = Number(set('PORT') ?? 8123);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fault('PORT', 'must be a whole number from 0 to 65535.');

  const { databaseUrl, dataDir } = readPlaces(set('DATABASE_URL'), set('DATA_DIR'), fault);
  const publicUrl = readPublicUrl(set('PUBLIC_URL'), fault);
  const trustedProxies = (set('TRUSTED_PROXY') ?? '').split(',').flatMap((one) => one.trim() || []);
  if (trustedProxies.some((one) => !/^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(one))) {
    fault(
      'TRUSTED_PROXY',
      'must be the addresses of your proxies, with commas between them, such as 127.0.0.1,10.0.0.5.',
    );
  }

  const mail = readMail(set('SMTP_URL'), set('MAIL_FROM'), fault);
  const phone = readPhone(set('SMS_GATEWAY_URL'), set('SMS_GATEWAY_KEY'), fault);
  const outlets = { mail, phone, printed: demo && LOOPBACK.test(host) };

  const secure = publicUrl?.startsWith('https:') ?? false;
  const provider = readProvider(set, publicUrl, fault);
  const backups = readBackups(set, fault);
  const metrics = readMetrics(set, fault);
  const requireSecondFactor = readRequired(set('REQUIRE_SECOND_FACTOR'), production, fault);
  if (production) refuseUnsafe({ host, publicUrl, trustedProxies, secure }, fault);
  if (faults.length > 0) throw new ConfigFaults(faults);

  const places = { host, port, databaseUrl, dataDir, publicUrl, trustedProxies };
  return { ...places, production, demo, secure, outlets, provider, backups, metrics, requireSecondFactor };
}

type Fault = (variable: string, message: string) => void;

/** DATA_DIR by default is the database file's folder, else `data` beside the program. */
function readPlaces(url: string | undefined, folder: string | undefined, fault: Fault) {
  const file = url === undefined ? undefined : sqlitePath(url);
  if (url !== undefined && !file && !isPostgresUrl(url)) {
    fault('DATABASE_URL', 'must read file:path/to.db or postgres://user@host/database.');
  }
  const dataDir = resolve(folder ?? (file ? dirname(resolve(file)) : join(ROOT, 'data')));
  const databaseUrl = url === undefined || file ? fileUrl(file ?? join(dataDir, 'quietroom.db')) : url;
  return { databaseUrl, dataDir };
}

function readRequired(text: string | undefined, production: boolean, fault: Fault): boolean {
  if (text !== undefined && !['yes', 'no'].includes(text)) fault('REQUIRE_SECOND_FACTOR', 'must be yes or no.');
  if (production && text === 'no') {
    fault('REQUIRE_SECOND_FACTOR', 'cannot be no: a password alone must not open what staff see. Leave it out.');
  }
  return production || text === 'yes';
}

function readPublicUrl(text: string | undefined, fault: Fault): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) return url.origin;

  fault('PUBLIC_URL', 'must be the address that browsers use, such as https://rooms.example.org.');
  return undefined;
}

function readMail(smtpUrl: string | undefined, from: string | undefined, fault: Fault): OutletSettings['mail'] {
  if (smtpUrl === undefined && from === undefined) return undefined;
  const url = smtpUrl === undefined ? null : URL.parse(smtpUrl);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    fault('SMTP_URL', 'must name your mail server, such as smtps://name:password@mail.example.org (with MAIL_FROM).');
  }
  if (from === undefined || !/^([^<>\r\n]* <)?[^\s<>@]+@[^\s<>@]+>?$/.test(from)) {
    fault('MAIL_FROM', 'must be who mail comes from, such as Library <rooms@example.org> (with SMTP_URL).');
  }
  return smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from };
}

function readPhone(url: string | undefined, key: string | undefined, fault: Fault): OutletSettings['phone'] {
  if (url === undefined && key === undefined) return undefined;
  const parsed = url === undefined ? null : URL.parse(url);
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname));
  if (!isSafe) {
    fault('SMS_GATEWAY_URL', 'must be your gateway’s address and begin with https (docs/phone-gateway.md).');
  }
  if (key === undefined || !/^[\x21-\x7e]+$/.test(key)) {
    fault('SMS_GATEWAY_KEY', 'must be the key that the gateway knows you by (with SMS_GATEWAY_URL).');
  }
  return url === undefined || key === undefined ? undefined : { url, key };
}

/** ARCHITECTURE.md, 25: without TLS only this machine itself may reach the server, unless a proxy that has TLS is named. */
function refuseUnsafe(
  { host, publicUrl, trustedProxies, secure }: Pick<Config, 'host' | 'publicUrl' | 'trustedProxies' | 'secure'>,
  fault: Fault,
): void {
  const behindProxy = trustedProxies.length > 0;
  if (!LOOPBACK.test(host) && !behindProxy) {
    fault(
      'HOST',
      `must be 127.0.0.1: TLS is not spoken here. Put a proxy with TLS in front and name it in TRUSTED_PROXY.`,
    );
  }
  if (behindProxy && publicUrl === undefined) {
    fault('PUBLIC_URL', 'must be set when TRUSTED_PROXY is: the https address that browsers use.');
  }
  if (publicUrl && !secure && !LOOPBACK.test(new URL(publicUrl).hostname)) {
    fault('PUBLIC_URL', 'must begin with https: what people book must not travel in the open.');
  }
}
