import { t } from '@lingui/core/macro';
import type { Catalogue } from '#contract/catalogue.ts';
import { clock, joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import type { Session } from '../day/day-plan.ts';
import { aliasInitials } from './alias-initials.ts';

/** A component that calls one of these also calls `useLingui`. */

/** "Room 2", "Phone": short, for a card. The library is named where one works in several. */
export function placeOf(
  { mode, room, branch }: Pick<Session, 'mode' | 'room' | 'branch'>,
  catalogue: Catalogue | undefined,
  home: string | undefined,
): string {
  const library = branch === home ? undefined : say(catalogue?.branches.find(({ id }) => id === branch)?.name);
  return joined([modeOrRoom(), library]);

  function modeOrRoom(): string {
    if (mode === 'phone') return t({ message: 'Phone', comment: 'An appointment by phone, on a narrow card' });
    if (mode === 'video') return t({ message: 'Video', comment: 'An appointment by video, on a narrow card' });
    return say(catalogue?.rooms.find(({ id }) => id === room)?.name) || t`Room`;
  }
}

/** "14:00–14:50"; in words in Persian. */
export function timeRange({ localStart, localEnd }: { localStart: string; localEnd: string }): string {
  const from = clock(localStart);
  const until = clock(localEnd);
  return t({
    message: `${from}–${until}`,
    comment: 'From one time until another; in words where a dash turns the line',
  });
}

/** "H.", or "Group" where several come. */
export function whoOf(session: Pick<Session, 'isDated' | 'visits'>): string {
  const [only] = session.visits;
  if (session.isDated || session.visits.length !== 1 || !only) return t`Group`;
  return aliasInitials(only.alias);
}
