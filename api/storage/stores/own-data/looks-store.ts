import { sql } from 'kysely';
import { LOOK_ACTIONS } from '#domain/audit/looks.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';

const PAGE = 50;

const LOOKS = statement<{ subjects: string; at: number; id: string }>()((db, p, engine) =>
  db
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'role', 'action', 'subject', 'branch'])
    .where(textIn(engine, 'subject', p('subjects')))
    // As the index has it, word for word: else neither engine finds that it may use it.
    .where(
      'action',
      'in',
      LOOK_ACTIONS.map((action) => sql.lit(action)),
    )
    .where((eb) => eb.or([eb('at', '<', p('at')), eb.and([eb('at', '=', p('at')), eb('id', '<', p('id'))])]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(PAGE + 1)),
);

/** At most 50 lines about these people, newest first, from the one after `before` on; and whether there are more. */
export async function looksAt(
  reader: Reader,
  subjects: Iterable<string>,
  before: { at: Instant; id: string } = { at: Number.MAX_SAFE_INTEGER, id: '' },
) {
  const rows = await reader.rows(LOOKS, { subjects: textList(subjects), ...before });
  return { page: rows.slice(0, PAGE), hasMore: rows.length > PAGE };
}

const GONE = statement<{ person: string }>()((db, p) =>
  db.selectFrom('patron_merge').select('gone').where('kept', '=', p('person')).where('undone_at', 'is', null),
);

/** Code cards that were found to be this person's. */
export async function mergedInto(reader: Reader, person: string): Promise<string[]> {
  return (await reader.rows(GONE, { person })).map(({ gone }) => gone);
}
