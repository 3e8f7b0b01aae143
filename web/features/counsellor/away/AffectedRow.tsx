import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Affected, Outcome } from '#contract/blocks.ts';
import type { LocalDate } from '#domain/ids.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { initials, modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { aliasInitials } from '../visit/alias-initials.ts';
import { outcomeKey, waysOut } from './away-draft.ts';

/** One appointment that cannot stay as it is, and the ways out of it. */
export function AffectedRow(props: {
  one: Affected;
  chosen: Outcome | undefined;
  onDecide: (outcome: Outcome) => void;
}) {
  const { one, chosen, onDecide } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const ways = waysOut(one);
  const [only] = one.bookings;
  const people = one.bookings.reduce((sum, booking) => sum + booking.people, 0);
  const who = one.isDated || one.bookings.length !== 1 || !only ? t`Group` : aliasInitials(only.alias);
  const time = joined([shortDay(dayOf(one.localStart)), clock(one.localStart)]);
  const silent = one.bookings.filter(({ messages }) => !messages).length;

  return (
    <li className={chosen ? '' : 'open'}>
      <p>
        <b>{time}</b> {who}
        {one.bookings.length > 1 && (
          <span className="meta blk">
            <Plural value={people} one="# person" other="# people" />
          </span>
        )}
      </p>
      <Choice
        label={t`What becomes of ${time}, ${who}`}
        value={outcomeKey(chosen)}
        options={[
          ...(chosen ? [] : [{ value: '', label: t`Please decide` }]),
          ...ways.map((way) => ({ value: outcomeKey(way), label: wordOf(way) })),
        ]}
        onChange={(key) => {
          const way = ways.find((each) => outcomeKey(each) === key);
          if (way) onDecide(way);
        }}
      />
      {ways.length === 1 && (
        <p className="meta">
          <Trans>No colleague is free then, and no other time near it. The desk can look further.</Trans>
        </p>
      )}
      {silent > 0 && (
        <p className="badge warn">
          <Icon name="bell" small />
          <Trans>Wants no messages: tell them in person</Trans>
        </p>
      )}
    </li>
  );

  function wordOf(way: Outcome): string {
    switch (way.do) {
      case 'counsellor':
        return t`Same time, with ${nameOf(way.counsellor)}`;
      case 'move': {
        const found = one.times.find(({ startsAt }) => startsAt === way.startsAt);
        const local = found?.localStart ?? '';
        return joined([
          t`Another time: ${joined([shortDay(dayOf(local)), clock(local)])}`,
          way.mode && way.mode !== one.mode ? modeWord(way.mode) : undefined,
          way.counsellor ? t`with ${nameOf(way.counsellor)}` : undefined,
        ]);
      }
      case 'room':
        return say(byId(catalogue?.rooms, way.room)?.name);
      case 'cancel':
        return t`Cancel the appointment`;
    }
  }

  function nameOf(counsellor: string): string {
    const name = byId(catalogue?.counsellors, counsellor)?.name;
    return name ? initials(name) : counsellor;
  }
}

const dayOf = (local: string): LocalDate => local.slice(0, 10);
