import type { CheckInItem, CheckInResults, SealedItem } from '#contract/check-ins.ts';
import type { Device } from '#contract/devices.ts';
import { fromBase64url, toBase64url } from '../../web/offline/outbox/base64url.ts';
import { sealItem } from '../../web/offline/outbox/seal-item.ts';
import type { TestApi } from './api.ts';

/** A device as the browser's own code makes it: its keys, its grant, and what it seals. */
export interface SealingDevice {
  device: Device;
  seal(...items: object[]): Promise<SealedItem[]>;
}

/** A public key as a device names it, and what signs with it. */
export async function signingKeys(curve = 'P-256'): Promise<{ key: string; privateKey: CryptoKey }> {
  const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: curve }, false, ['sign', 'verify']);
  const { publicKey, privateKey } = made as CryptoKeyPair;
  return { key: toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))), privateKey };
}

/** @throws Error when the grant is refused. */
export async function grantedDevice(api: Pick<TestApi, 'request'>, cookie: string): Promise<SealingDevice> {
  const { key, privateKey } = await signingKeys();
  const answer = await api.request('/api/devices', { cookie, json: { key } });
  if (answer.status !== 201) throw new Error(`the grant was answered ${answer.status}: ${await answer.text()}`);
  const device = (await answer.json()) as Device;
  return sealingDevice(device, privateKey);
}

export async function sealingDevice(device: Device, signKey: CryptoKey): Promise<SealingDevice> {
  const spki = fromBase64url(device.serverKey);
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const serverKey = await crypto.subtle.importKey('spki', spki, curve, false, []);
  const { grant, expiresAt } = device;
  const held = { grant, signKey, serverKey, expiresAt } as Parameters<typeof sealItem>[1];
  return {
    device,
    seal: (...items) => Promise.all(items.map((item) => sealItem(item as CheckInItem, held))),
  };
}

/** Delivered without a cookie: what was answered, as `applied` or `refused grant_ended`, and whole. */
export async function deliver(api: Pick<TestApi, 'request'>, items: SealedItem[]) {
  const answer = await api.request('/api/check-ins/sealed', { json: { items } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`the delivery was answered ${answer.status}: ${text}`);
  const { results } = JSON.parse(text) as CheckInResults;
  return { results, said: results.map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome)) };
}
