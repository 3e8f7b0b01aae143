import { BlockList, isIP } from 'node:net';

/** Where figures for the operator are served. Without a port nowhere, and then nothing is counted. */
export interface MetricsSettings {
  host: string;
  port: number;
}

/** This machine, and the networks that no router hands on (RFC 1918, 4193, 6598). */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  INSIDE.addSubnet(network, bits, 'ipv4');
INSIDE.addAddress('::1', 'ipv6');
INSIDE.addSubnet('fc00::', 7, 'ipv6');

type Set = (name: string) => string | undefined;
type Fault = (variable: string, message: string) => void;

/** Reads METRICS_PORT, METRICS_HOST and METRICS_PUBLIC (`yes`: an address that others may reach, meant). */
export function readMetrics(set: Set, fault: Fault): MetricsSettings | undefined {
  const port = Number(set('METRICS_PORT') ?? NaN);
  const host = set('METRICS_HOST') ?? '127.0.0.1';
  const isMeant = set('METRICS_PUBLIC') === 'yes';
  if (set('METRICS_PORT') === undefined) return undefined;

  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fault('METRICS_PORT', 'must be a whole number from 0 to 65535.');
  }
  if (!isInside(host) && !isMeant) {
    fault(
      'METRICS_HOST',
      'must be an address of this machine that only your own network reaches, such as 127.0.0.1 or 10.0.0.5; ' +
        'a name or any other address only with METRICS_PUBLIC=yes.',
    );
  }
  return { host, port };
}

/** All addresses at once (0.0.0.0, ::) may be a public one among them. */
function isInside(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && INSIDE.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
