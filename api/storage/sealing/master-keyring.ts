import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { drawRandom } from './random-pool.ts';
import { canonicalJson } from './canonical-json.ts';
import type { WrappingKey } from './keys-file.ts';
import { HASHING, type AuditLine, type HashingCost, type IndexPurpose, type Keyring } from './keyring.ts';

const SALT = 'quietroom';
const KEY_BYTES = 32;
const VERSION = 1;
/** A data key under a wrapping key of its own: version (1) · the wrapping key's id (4) · iv · ciphertext · tag. */
const WRAPPED = 2;
const ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Unwrapped persons' keys kept at hand: they cost 64 bytes each, an unwrapping about 10 µs. */
const MAX_UNWRAPPED = 4_096;

/** A key for each purpose, so that a hash made for one never means anything for another (HKDF, RFC 5869). */
export class MasterKeyring implements Keyring {
  readonly fingerprint: string;
  readonly hashing: HashingCost;
  readonly #master: Uint8Array;
  readonly #derived = new Map<string, Uint8Array>();
  readonly #unwrapped = new Map<string, Uint8Array>();
  readonly #wrappingKeys: () => readonly WrappingKey[];

  /**
   * @param wrappingKeys as the file has them now, the present one last; without any, data keys are wrapped by a key that is
   * derived from the master key, as they were before there was a first rotation
   */
  constructor(master: Uint8Array, hashing = HASHING, wrappingKeys: () => readonly WrappingKey[] = () => []) {
    this.#master = master;
    this.hashing = hashing;
    this.#wrappingKeys = wrappingKeys;
    this.fingerprint = Buffer.from(this.#key('fingerprint')).toString('hex', 0, 8);
  }

  newPersonKey(): Uint8Array {
    return this.#wrap(drawRandom(KEY_BYTES));
  }

  wrappedPrefix(): Uint8Array {
    const present = this.#wrappingKeys().at(-1);
    return present ? Uint8Array.of(WRAPPED, ...present.id) : Uint8Array.of(VERSION);
  }

  rewrap(wrappedKey: Uint8Array): Uint8Array {
    return this.#wrap(this.#unwrap(wrappedKey));
  }

  seal(wrappedKey: Uint8Array, context: string, plain: string): Uint8Array {
    return encrypt(this.#unwrap(wrappedKey), context, Buffer.from(plain, 'utf8'));
  }

  open(wrappedKey: Uint8Array, context: string, sealed: Uint8Array): string {
    return decrypt(this.#unwrap(wrappedKey), context, sealed).toString('utf8');
  }

  index(purpose: IndexPurpose, value: string): Uint8Array {
    return hmac(this.#key(`index:${purpose}`), value);
  }

  pepper(secret: string): Uint8Array {
    return hmac(this.#key('pepper'), secret);
  }

  auditMac(line: AuditLine): Uint8Array {
    const { id, at, actor, role, action, subject, facts, branch } = line;
    const told = [id, at, actor, role, action, subject, facts];
    // Lines had no branch at first.
    return hmac(this.#key('audit'), canonicalJson(branch === null ? told : [...told, branch]));
  }

  rowMac(text: string): Uint8Array {
    return hmac(this.#key('row'), text);
  }

  auditSeal(previous: Uint8Array, seq: number, mac: Uint8Array): Uint8Array {
    return createHmac('sha256', this.#key('audit-seal')).update(previous).update(`|${seq}|`).update(mac).digest();
  }

  #key(purpose: string): Uint8Array {
    let key = this.#derived.get(purpose);
    if (!key) {
      key = new Uint8Array(hkdfSync('sha256', this.#master, SALT, purpose, KEY_BYTES));
      this.#derived.set(purpose, key);
    }
    return key;
  }

  #unwrap(wrapped: Uint8Array): Uint8Array {
    const name = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength).toString('latin1');
    let key = this.#unwrapped.get(name);
    if (key) return key;

    key = this.#unwrapAnew(wrapped);
    if (this.#unwrapped.size >= MAX_UNWRAPPED) {
      const [oldest] = this.#unwrapped.keys();
      if (oldest !== undefined) this.#unwrapped.delete(oldest);
    }
    this.#unwrapped.set(name, key);
    return key;
  }

  #unwrapAnew(wrapped: Uint8Array): Uint8Array {
    if (wrapped[0] !== WRAPPED) return decrypt(this.#key('wrap'), 'person-key', wrapped);
    const id = wrapped.subarray(1, 1 + ID_BYTES);
    const wrapping = this.#wrappingKeys().find((one) => Buffer.compare(one.id, id) === 0);
    if (!wrapping) throw new Error('wrapped by a key that is not in the file');
    const sealed = Buffer.concat([Uint8Array.of(VERSION), wrapped.subarray(1 + ID_BYTES)]);
    return decrypt(wrapping.key, contextOf(wrapping), sealed);
  }

  #wrap(dataKey: Uint8Array): Uint8Array {
    const present = this.#wrappingKeys().at(-1);
    if (!present) return encrypt(this.#key('wrap'), 'person-key', dataKey);
    const sealed = encrypt(present.key, contextOf(present), dataKey);
    return new Uint8Array(Buffer.concat([Uint8Array.of(WRAPPED), present.id, sealed.subarray(1)]));
  }
}

const contextOf = ({ id }: WrappingKey) => `person-key ${Buffer.from(id).toString('hex')}`;

/** version (1) · iv (12) · ciphertext · tag (16), AES-256-GCM. */
function encrypt(key: Uint8Array, context: string, plain: Uint8Array): Uint8Array {
  const iv = drawRandom(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context, 'utf8'));
  return new Uint8Array(
    Buffer.concat([Uint8Array.of(VERSION), iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
  );
}

function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + IV_BYTES + TAG_BYTES) throw new Error('not a sealed value');
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES, end)), decipher.final()]);
}

function hmac(key: Uint8Array, value: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(value, 'utf8').digest());
}
