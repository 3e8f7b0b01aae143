import type { Locale } from '#domain/ids.ts';
import type { MessageLevel } from '#domain/message/message-kind.ts';
import { USUAL_QUIET, type QuietHours } from '#domain/message/quiet-hours.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** How a patron may be reached (M5, M8, M9). */
export interface Reach {
  /** Of what is booked from now on; each booking has its own. */
  level: MessageLevel;
  locale: Locale;
  contact: string | null;
  quiet: QuietHours;
}

const FIND = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('patron')
    .innerJoin('person', 'person.id', 'patron.person')
    .leftJoin('reach', 'reach.person', 'patron.person')
    .select(['patron.messages', 'person.locale', 'reach.contact', 'reach.quiet_from', 'reach.quiet_until'])
    .where('patron.person', '=', p('person'))
    .where('person.disabled_at', 'is', null),
);

/** Undefined for somebody who is no patron (any more). */
export async function reachOf(reader: Reader, person: string): Promise<Reach | undefined> {
  const row = await reader.first(FIND, { person });
  if (!row) return undefined;
  const { quiet_from: from, quiet_until: until } = row;
  return {
    level: row.messages as MessageLevel,
    locale: row.locale as Locale,
    contact: row.contact,
    quiet: from === null || until === null ? USUAL_QUIET : { from, until },
  };
}
