import type { Keyring } from '../../storage/sealing/keyring.ts';
import type { HttpContext } from '../http.ts';

/** Hashes kept at once: one HMAC per caller and not per request. */
const MAX_KNOWN = 10_000;

/** How to say who calls without keeping the address: a keyed hash, by IPv4 address or IPv6 network of 64 bits. */
export function callerAddress(keys: Keyring, trustedProxy: string | undefined): (c: HttpContext) => Uint8Array {
  const known = new Map<string, Uint8Array>();

  return (c) => {
    const from = network(addressOf(c, trustedProxy));
    let hash = known.get(from);
    if (!hash) {
      if (known.size >= MAX_KNOWN) known.clear();
      hash = keys.index('throttle', `address ${from}`);
      known.set(from, hash);
    }
    return hash;
  };
}

/** Only the proxy that was named is believed, and only the last address it added: the rest anybody can write. */
function addressOf(c: HttpContext, trustedProxy: string | undefined): string {
  const peer = c.env?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
  if (!trustedProxy || peer !== trustedProxy) return peer;
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || peer;
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
