import type { Contact } from '#domain/contact/contact.ts';
import { codeMessage } from '#domain/contact/code-message.ts';
import { CODE_AGAIN_SEC, CODE_BYTES, CODE_MIN, drawCode } from '#domain/contact/one-time-code.ts';
import { MINUTE, type Locale } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { contactIndex } from '../../../storage/stores/accounts/contact-store.ts';
import { findStep, insertStep, spendStep } from '../../../storage/stores/accounts/sign-in-step-store.ts';
import { countCode, type CodeSource } from './code-throttle.ts';
import { sealPending, type Pending } from './pending-contact.ts';

export interface AskedCode {
  kind: 'code' | 'contact';
  /** Who is signed in and wants to add a contact; null: nobody yet. */
  person: string | null;
  contact: Contact;
  locale: Locale;
  pending: Omit<Pending, 'contact'>;
}

/** A code was asked for. `letter` is undefined where the contact has had enough of them: nobody is told (A6). */
export interface BegunStep {
  token: string;
  letter: { to: string; subject: string; text: string } | undefined;
}

const TOKEN_BYTES = 32;

/**
 * Draws a code for a contact, bound to the browser that asks. Whether anybody knows the contact is not looked up: there is
 * nothing that an answer, or its time, could tell.
 * @throws Refusal `too_many_tries`
 */
export async function beginCodeStep(services: Services, asked: AskedCode, source: CodeSource): Promise<BegunStep> {
  const { database, keys, settings } = services;
  const { kind, person, contact, locale } = asked;
  const subject = contactIndex(keys, contact);
  const token = services.token(TOKEN_BYTES);
  const code = drawCode(Buffer.from(services.token(CODE_BYTES), 'base64url'));

  return database.write(async (tx) => {
    await replaceFormer(tx, { kind, subject, stepToken: source.stepToken });
    const isWelcome = await countCode(tx, { keys, settings }, { ...source, subject });
    await insertStep(tx, {
      tokenHash: hashToken(token),
      kind,
      person,
      subject,
      codeHash: codeHash(services, token, code),
      state: sealPending(keys, { contact, ...asked.pending }),
      expiresAt: tx.now + CODE_MIN * MINUTE,
    });
    const letter = { to: contact.value, ...codeMessage(locale, contact.kind, code) };
    return { token, letter: isWelcome ? letter : undefined };
  });
}

/** Eight digits are soon tried out: without the key, and without the browser's token, their hash says nothing. */
export function codeHash({ keys }: Pick<Services, 'keys'>, token: string, code: string): Uint8Array {
  return keys.index('sign-in-code', `${token} ${code}`);
}

/** Only the newest code of a browser works; for the same contact it comes no sooner than is said. */
async function replaceFormer(
  tx: Tx,
  { kind, subject, stepToken }: { kind: AskedCode['kind']; subject: Uint8Array; stepToken: string | undefined },
): Promise<void> {
  if (stepToken === undefined) return;
  const tokenHash = hashToken(stepToken);
  const former = await findStep(tx, { tokenHash, kind, now: tx.now });
  if (!former) return;

  const waitMs = former.createdAt + CODE_AGAIN_SEC * 1000 - tx.now;
  const isSame = former.subject !== null && Buffer.compare(former.subject, subject) === 0;
  if (isSame && waitMs > 0) throw new Refusal('too_many_tries', { retryAfterSec: Math.ceil(waitMs / 1000) });
  await spendStep(tx, tokenHash);
}
