import { sql } from 'kysely';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';

/** As long as invitations are listed (I6). */
const KEPT_MS = 30 * 86_400_000;
/** What is left is taken an hour later. */
const MOST = 500;

/** Somebody who was invited and is nothing else: no right was ever theirs, and none of their invitations can be taken. */
const ABANDONED = statement<{ before: number; now: number }>()((db, p) => {
  const one = sql.lit(1).as('one');
  return db
    .selectFrom('person')
    .select('person.id')
    .where((where) => {
      const invitations = where.selectFrom('invitation').select(one).whereRef('invitation.person', '=', 'person.id');
      const rights = where.selectFrom('role_grant').select(one).whereRef('role_grant.person', '=', 'person.id');
      const profile = where.selectFrom('patron').select(one).whereRef('patron.person', '=', 'person.id');
      return where.and([
        where.exists(invitations),
        where.not(
          where.exists(
            invitations.where((of) =>
              of.or([
                of('used_at', 'is not', null),
                of('invitation.created_at', '>', p('before')),
                of.and([of('revoked_at', 'is', null), of('expires_at', '>', p('now'))]),
              ]),
            ),
          ),
        ),
        where.not(where.exists(rights)),
        where.not(where.exists(profile)),
      ]);
    })
    .limit(sql.lit(MOST));
});

const FORGET_INVITATIONS = statement<{ people: string }>()((db, p, engine) =>
  db.deleteFrom('invitation').where(textIn(engine, 'person', p('people'))),
);
const FORGET_PEOPLE = statement<{ people: string }>()((db, p, engine) =>
  db.deleteFrom('person').where(textIn(engine, 'id', p('people'))),
);

/** I11: whoever never came is forgotten with their name; the audit record keeps that somebody was invited. */
export async function sweepAbandonedInvitations(tx: Tx): Promise<void> {
  const found = await tx.rows(ABANDONED, { before: tx.now - KEPT_MS, now: tx.now });
  if (found.length === 0) return;
  const people = textList(found.map(({ id }) => id));
  await tx.run(FORGET_INVITATIONS, { people });
  await tx.run(FORGET_PEOPLE, { people });
}
