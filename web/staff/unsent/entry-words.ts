import { plural, t } from '@lingui/core/macro';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import type { Instant } from '#domain/ids.ts';
import { clockAt, dateAt, shortDay } from '../../i18n/format.ts';
import { lengthWord } from '../../i18n/meeting-words.ts';
import type { EntryRefusal, OutboxEntry } from '../../offline/outbox/outbox-entry.ts';

/** What was recorded, how long it waits and why it was refused, in short words. A component that calls them also calls `useLingui`. */

/** "Heron: arrived, 12:58" */
export function entryWord({ item, label, appendedAt }: OutboxEntry, zone: string | undefined, today: string): string {
  const at = item?.occurredAt ?? appendedAt;
  const day = dateAt(at, zone);
  const time = day === today ? clockAt(at, zone) : `${shortDay(day)} ${clockAt(at, zone)}`;
  if (!item) return t`Recorded by somebody else, ${time}`;
  const alias = label?.alias ?? '…';
  const what = eventWord(item.event);
  return t`${alias}: ${what}, ${time}`;
}

function eventWord(event: ItemEvent): string {
  switch (event) {
    case 'arrived':
      return t({ message: 'arrived', comment: 'Recorded: somebody arrived' });
    case 'arrived_undone':
      return t`arrival taken back`;
    case 'started':
      return t({ message: 'started', comment: 'Recorded: the appointment began' });
    case 'started_undone':
      return t`start taken back`;
    case 'completed':
      return t({ message: 'finished', comment: 'Recorded: the appointment ended' });
    case 'completed_undone':
      return t`end taken back`;
    case 'no_show':
      return t`did not come`;
    case 'paid':
      return t`payment`;
    case 'note':
      return t`note`;
    default:
      return event satisfies never;
  }
}

/** "5 min", "3 hours", "2 days": since it was recorded. */
export function ageWord(since: Instant, now: Instant): string {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 60) return lengthWord(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return plural(hours, { one: '# hour', other: '# hours' });
  return plural(Math.floor(hours / 24), { one: '# day', other: '# days' });
}

/** What happened, and what to do. */
export function refusalWord(code: EntryRefusal): string {
  switch (code) {
    case 'not_found':
      return t`This booking is not in this day any more. Find it, and enter it there if it is still true.`;
    case 'wrong_state':
      return t`The booking had changed in the meantime. See how it stands now, and enter it again if it is still true.`;
    case 'too_early':
      return t`It was too early for this. Enter it again when it is time.`;
    case 'too_late':
      return t`It was too late for this: the day is over. What has to be put right later needs a reason.`;
    case 'clock_ahead':
      return t`This device’s clock was ahead, so the time cannot be right. Set the clock, and enter it again.`;
    case 'id_reused':
      return t`Another entry has arrived under its number. Enter it again.`;
    case 'amount_wrong':
      return t`The sum does not fit what is open. Look at the payments, and enter it again.`;
    case 'note_closed':
      return t`The note cannot be changed any more: somebody else wrote it, or too much time has passed.`;
    case 'grant_ended':
      return t`This device’s right to send had ended. Sign in again, and enter it again.`;
    case 'fields_wrong':
    case 'unreadable':
      return t`The library’s system could not read it. Enter it again.`;
    default:
      return code satisfies never;
  }
}

/** By how much a clock is off: "12 min", "1 day". */
export function offWord(minutes: number): string {
  const off = Math.abs(minutes);
  return ageWord(0, off * 60_000);
}
