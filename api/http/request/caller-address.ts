import { BlockList, isIPv6 } from 'node:net';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import type { HttpContext } from '../http.ts';

/** Hashes kept at once: one HMAC per caller and not per request. */
const MAX_KNOWN = 10_000;

/** How to say who calls without keeping the address: a keyed hash, by IPv4 address or IPv6 network of 64 bits. */
export function callerAddress(keys: Keyring, trustedProxies: readonly string[]): (c: HttpContext) => Uint8Array {
  const known = new Map<string, Uint8Array>();
  const proxies = listOf(trustedProxies);

  return (c) => {
    const from = network(addressOf(c, proxies));
    let hash = known.get(from);
    if (!hash) {
      if (known.size >= MAX_KNOWN) known.clear();
      hash = keys.index('throttle', `address ${from}`);
      known.set(from, hash);
    }
    return hash;
  };
}

type Proxies = (address: string) => boolean;

function listOf(trusted: readonly string[]): Proxies {
  if (trusted.length === 0) return () => false;
  const list = new BlockList();
  for (const one of trusted) {
    const [address = '', bits] = one.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Only what our own proxies added is believed: the last address in the chain that is not one of them. */
function addressOf(c: HttpContext, isProxy: Proxies): string {
  const peer = (c.env?.incoming?.socket?.remoteAddress ?? c.env?.address ?? 'unknown').replace(/^::ffff:/, '');
  if (peer === 'unknown' || !isProxy(peer)) return peer;

  const chain = c.req.header('x-forwarded-for')?.split(',') ?? [];
  const caller = chain.map((part) => part.trim()).findLast((address) => address !== '' && !isProxy(address));
  return caller?.slice(0, 64) ?? peer;
}

/** A household or a phone has a whole /64 of IPv6: its lower half says nothing. */
function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
