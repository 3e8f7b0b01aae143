import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../api/storage/sealing/canonical-json.ts';
import { MasterKeyring } from '../../../api/storage/sealing/master-keyring.ts';

const keys = new MasterKeyring(new Uint8Array(32).fill(1));
const others = new MasterKeyring(new Uint8Array(32).fill(2));

describe('the keyring', () => {
  test('what is sealed opens under the same key and context, and nowhere else', () => {
    const person = keys.newPersonKey();
    const sealed = keys.seal(person, 'person.name p1', 'سارا');

    expect(keys.open(person, 'person.name p1', sealed)).toBe('سارا');
    expect(() => keys.open(person, 'person.name p2', sealed)).toThrow();
    expect(() => keys.open(keys.newPersonKey(), 'person.name p1', sealed)).toThrow();
    expect(() => others.open(person, 'person.name p1', sealed)).toThrow();
  });

  test('one flipped bit anywhere does not open', () => {
    const person = keys.newPersonKey();
    const sealed = keys.seal(person, 'c', 'x');
    for (let i = 0; i < sealed.length; i++) {
      const bent = sealed.slice();
      bent[i] = (bent[i] ?? 0) ^ 1;
      expect(() => keys.open(person, 'c', bent)).toThrow();
    }
    expect(() => keys.open(person, 'c', sealed.slice(0, -1))).toThrow();
    expect(() => keys.open(person, 'c', new Uint8Array())).toThrow();
  });

  test('the same text is sealed differently each time', () => {
    const person = keys.newPersonKey();
    expect(keys.seal(person, 'c', 'x')).not.toEqual(keys.seal(person, 'c', 'x'));
  });

  test('a blind index depends on the key, the purpose and the value', () => {
    const index = keys.index('card', '1234');
    expect(index).toHaveLength(32);
    expect(keys.index('card', '1234')).toEqual(index);
    expect(keys.index('card', '1235')).not.toEqual(index);
    expect(keys.index('phone', '1234')).not.toEqual(index);
    expect(others.index('card', '1234')).not.toEqual(index);
  });

  test('more persons than are kept unwrapped all open', () => {
    const persons = Array.from({ length: 4_200 }, (_, n) => {
      const key = keys.newPersonKey();
      return { key, sealed: keys.seal(key, 'c', String(n)) };
    });
    expect(persons.every(({ key, sealed }, n) => keys.open(key, 'c', sealed) === String(n))).toBe(true);
  });

  test('the fingerprint tells keys apart and is not the key', () => {
    expect(keys.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(keys.fingerprint).not.toBe(others.fingerprint);
  });

  test('derived keys stay what they were: data was sealed with them', () => {
    expect(keys.fingerprint).toBe('ff9361ede22437e9');
    expect(Buffer.from(keys.index('card', '1')).toString('hex', 0, 8)).toBe('0e924edba1159645');
    expect(Buffer.from(keys.pepper('1')).toString('hex', 0, 8)).toBe('b3f7ac3a77065555');
  });
});

describe('canonical JSON', () => {
  test('is the same for the same facts in any order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
  });

  test('keeps a key called __proto__ as data', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}');
  });
});
