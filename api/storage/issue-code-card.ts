import { randomBytes } from 'node:crypto';
import { CODE_CARD_BYTES, codeCardNumber, codeCardPin } from '#domain/code-card.ts';
import { foldCredential } from '#domain/fold-digits.ts';
import type { Branch } from '#domain/network.ts';
import type { Ctx } from './context.ts';
import type { Keyring } from './sealing/keyring.ts';
import { hashSecret } from './sealing/secret-hash.ts';
import { insertNamelessPatron } from './stores/desk/desk-patron-store.ts';
import { insertCard } from './stores/import/import-credential-store.ts';

/** Of 10¹¹ numbers hardly one is taken. */
const MAX_DRAWS = 5;

/** What a card's number is sealed for. */
export const cardContext = (person: string) => `card.number ${person}`;

export interface NamelessPatron {
  patron: string;
  wrappedKey: Uint8Array;
  codeCard: { card: string; pin: string };
}

/** A new card's PIN, and what is kept of it. */
export interface DrawnPin {
  pin: string;
  pinHash: string;
}

/** Drawn before the transaction begins: its hash takes as long as many bookings, and the writer's queue must not wait for it. */
export async function drawCodeCardPin(keys: Keyring): Promise<DrawnPin> {
  const pin = codeCardPin(randomBytes(CODE_CARD_BYTES));
  return { pin, pinHash: await hashSecret(keys, pin) };
}

/** K5: somebody new, without a name, and the card that they sign in with from now on. */
export async function issueCodeCard(
  ctx: Pick<Ctx, 'tx' | 'keys' | 'newId' | 'token'>,
  { branch, alias, locale }: { branch: Branch; alias: string | undefined; locale: string | undefined },
  { pin, pinHash }: DrawnPin,
): Promise<NamelessPatron> {
  const { tx, keys } = ctx;
  const patron = ctx.newId();
  const wrappedKey = keys.newPersonKey();
  await insertNamelessPatron(tx, {
    id: patron,
    wrappedKey,
    locale: locale ?? branch.locale,
    branch: branch.id,
    alias: alias ?? null,
    grant: ctx.newId(),
  });

  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const card = codeCardNumber(Buffer.from(ctx.token(CODE_CARD_BYTES), 'base64url'));
    const number = foldCredential(card);
    const row = {
      card_index: keys.index('card', number),
      person: patron,
      card_sealed: keys.seal(wrappedKey, cardContext(patron), number),
      pin_hash: pinHash,
    };
    const isNew = await tx.attempt(() => insertCard(tx, row).then(() => true));
    if (isNew) return { patron, wrappedKey, codeCard: { card, pin } };
  }
  throw new Error('no number was left for a code card');
}
