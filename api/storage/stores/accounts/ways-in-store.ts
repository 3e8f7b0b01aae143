import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

const ways = statement<{ person: string; issuer: string }>()((db, p) =>
  db
    .selectFrom('card')
    .select('card.person')
    .where('card.person', '=', p('person'))
    .unionAll((q) => q.selectFrom('password').select('password.person').where('password.person', '=', p('person')))
    .unionAll((q) => q.selectFrom('passkey').select('passkey.person').where('passkey.person', '=', p('person')))
    .unionAll((q) =>
      q.selectFrom('contact').select('contact.person').where('contact.person', '=', p('person')).where('opens', '=', 1),
    )
    .unionAll((q) =>
      q
        .selectFrom('outside_identity')
        .select('outside_identity.person')
        .where('outside_identity.person', '=', p('person'))
        .where('outside_identity.issuer', '=', p('issuer')),
    ),
);

/**
 * How many ways to sign in the person has: cards, a password, passkeys, contacts of theirs, and an account at the provider that
 * is set up now (`issuer`): one of another provider opens nothing.
 */
export async function waysIn(reader: Reader, person: string, issuer = ''): Promise<number> {
  return (await reader.rows(ways, { person, issuer })).length;
}

const lock = statement<{ person: string }>()((db, p) =>
  db.selectFrom('person').select('id').where('id', '=', p('person')).forNoKeyUpdate(),
);

/**
 * Of two who would each take away one of somebody's last two ways in, the second waits here and finds one. Nothing to do on
 * SQLite, where one transaction writes at a time.
 */
export async function lockWaysIn(tx: Tx, person: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.rows(lock, { person });
}
