import { expect, test } from 'vitest';
import { CannotWrite } from '../../../api/storage/engine/database.ts';
import { MasterKeyring } from '../../../api/storage/sealing/master-keyring.ts';
import { hashSecret, verifySecret } from '../../../api/storage/sealing/secret-hash.ts';

const keys = new MasterKeyring(new Uint8Array(32).fill(1));
const others = new MasterKeyring(new Uint8Array(32).fill(2));

test('a secret is verified under its own keys only', async () => {
  const stored = await hashSecret(keys, '1234');

  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await verifySecret(keys, '1234', stored)).toBe(true);
  expect(await verifySecret(keys, '1235', stored)).toBe(false);
  expect(await verifySecret(others, '1234', stored)).toBe(false);
});

test('the same secret is hashed differently each time', async () => {
  expect(await hashSecret(keys, '1234')).not.toBe(await hashSecret(keys, '1234'));
});

test('a password reads the same however its accents were typed', async () => {
  expect(await verifySecret(keys, 'cafe\u0301', await hashSecret(keys, 'caf\u00e9'))).toBe(true);
});

test('an absent account is never right, whatever was typed', async () => {
  expect(await verifySecret(keys, '', undefined)).toBe(false);
});

test('an absent account costs what a present one does', async () => {
  const stored = await hashSecret(keys, '1234');
  const times = async (hash: string | undefined): Promise<number> => {
    const start = performance.now();
    await verifySecret(keys, 'x', hash);
    return performance.now() - start;
  };
  // In turns, and the quickest of each: a busy machine delays both. How alike they are is measured by `npm run faults`.
  const quickest = { absent: Infinity, present: Infinity };
  for (let turn = 0; turn < 12; turn++) {
    quickest.absent = Math.min(quickest.absent, await times(undefined));
    quickest.present = Math.min(quickest.present, await times(stored));
  }
  expect(quickest.absent / quickest.present).toBeGreaterThan(0.4);
  expect(quickest.absent / quickest.present).toBeLessThan(2.5);
});

test('a stored value that is no hash is a bug, not a wrong password', async () => {
  await expect(verifySecret(keys, 'x', 'plain')).rejects.toThrow('not argon2id');
});

test('the queue is bounded: beyond it the answer is CannotWrite, and the rest are served', async () => {
  const weak = '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const outcomes = await Promise.allSettled(Array.from({ length: 300 }, () => verifySecret(keys, 'x', weak)));
  const turnedAway = outcomes.filter((one) => one.status === 'rejected');

  expect(turnedAway).toHaveLength(300 - 258);
  for (const one of turnedAway) expect(one.reason).toBeInstanceOf(CannotWrite);
});
