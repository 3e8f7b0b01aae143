import { createECDH, createDecipheriv, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../../../web/offline/outbox/base64url.ts';
import { sealItem } from '../../../../web/offline/outbox/seal-item.ts';

/** Opened here with Node's own functions, not with the browser's that closed it: the format is what both agree on. */

const GRANT = '0b4f1c52-5a0e-4c39-9b7e-6f1b1f6a2d11';
const ITEM = {
  id: '1c1b9a40-6d1e-4d3f-8a65-0d7a3f3f9f01',
  booking: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
  event: 'note',
  occurredAt: '2026-11-24T06:30:00Z',
  text: 'با تأخیر آمد',
} as const;

const server = createECDH('prime256v1');
server.generateKeys();

async function device() {
  const { subtle } = crypto;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const raw = new Uint8Array(server.getPublicKey());
  const serverKey = await subtle.importKey('raw', raw, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
  const spki = Buffer.from(await subtle.exportKey('spki', pair.publicKey));
  return {
    grant: { grant: GRANT, signKey: pair.privateKey, serverKey, expiresAt: '2026-12-24T00:00:00Z' },
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  };
}

function opened(sealed: Uint8Array, grant: string): unknown {
  const shared = server.computeSecret(sealed.subarray(1, 66));
  const key = hkdfSync('sha256', shared, Buffer.alloc(32), `quietroom item v1 ${grant}`, 32);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), sealed.subarray(66, 78));
  decipher.setAAD(Buffer.from(grant));
  decipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(78, -16)), decipher.final()]).toString());
}

test('what is sealed here, the server opens, and nobody else', async () => {
  const { grant } = await device();
  const { sealed } = await sealItem(ITEM, grant);
  const bytes = fromBase64url(sealed);
  expect(bytes[0]).toBe(1);
  expect(opened(bytes, GRANT)).toEqual(ITEM);
  expect(() => opened(bytes, 'another grant')).toThrow();
});

test('the signature is the device’s, over what was sealed', async () => {
  const { grant, publicKey } = await device();
  const { sealed, signature } = await sealItem(ITEM, grant);
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', fromBase64url(sealed), key, fromBase64url(signature))).toBe(true);

  const changed = fromBase64url(sealed);
  changed[100] = (changed[100] ?? 0) ^ 1;
  expect(verify('sha256', changed, key, fromBase64url(signature))).toBe(false);
});

test('the same item is never closed twice alike', async () => {
  const { grant } = await device();
  const [first, second] = await Promise.all([sealItem(ITEM, grant), sealItem(ITEM, grant)]);
  expect(first.sealed).not.toBe(second.sealed);
});

test('a note of the greatest length fits into what the API takes of one item', async () => {
  const { grant } = await device();
  const long = { ...ITEM, text: 'ی'.repeat(280), reason: 'ی'.repeat(280) };
  expect((await sealItem(long, grant)).sealed.length).toBeLessThan(4000);
});

test('base64url needs no escaping and comes back whole', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(toBase64url(bytes)).toMatch(/^[\w-]+$/);
  expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
});
