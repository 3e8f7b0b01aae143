/** A value under a key of AES-GCM, as it may lie on the disk. */
export interface SealedValue {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

const IV_BYTES = 12;

export async function sealValue(key: CryptoKey, value: unknown): Promise<SealedValue> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) };
}

/** Undefined where it was sealed under another key, or has been changed. */
export async function openValue<T>(key: CryptoKey, { iv, bytes }: SealedValue): Promise<T | undefined> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes);
    return JSON.parse(new TextDecoder().decode(plain)) as T;
  } catch {
    return undefined;
  }
}
