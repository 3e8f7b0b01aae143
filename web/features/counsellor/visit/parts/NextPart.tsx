import { Trans, useLingui } from '@lingui/react/macro';
import type { NextTimes } from '#contract/counsellor.ts';
import { clock, dotted, longDay } from '../../../../i18n/format.ts';
import { say } from '../../../../i18n/i18n.ts';
import { modeWord } from '../../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../../platform/queries/catalogue-query.ts';
import { useNextTimes, useTakeNext } from '../../../../platform/queries/staff/counsellor-queries.ts';
import { Refused } from '../../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../../ui/Banner.tsx';
import { Icon } from '../../../../ui/Icon.tsx';
import { SlotSkeleton } from '../../../../ui/SlotSkeleton.tsx';
import { NextMade } from '../NextMade.tsx';
import type { PartProps } from '../part-props.ts';

type Suggestion = NextTimes['suggestions'][number];

/** The same weekday, hour and room of the coming weeks first. The row itself takes the time: that is the second tap. */
export function NextPart(props: PartProps) {
  const { visit, made, onMade } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const times = useNextTimes(visit.booking);
  const take = useTakeNext();
  const placeOf = ({ mode, room }: Pick<Suggestion, 'mode' | 'room'>) =>
    mode === 'room' ? say(byId(catalogue?.rooms, room)?.name) || t`Room` : modeWord(mode);

  if (take.data && made) return <NextMade {...props} made={made} />;
  const book = ({ startsAt, mode }: Suggestion) =>
    take.mutate(
      { id: visit.booking, startsAt, mode },
      {
        onSuccess: ({ session, undoUntil }) => {
          const { localStart, mode: agreed, room, branch, visits } = session;
          const [{ booking } = { booking: '' }] = visits;
          onMade({ booking, localStart, mode: agreed, room, branch, undoUntil });
        },
      },
    );
  const offline = <Trans>Whether a time is free is known only to the library’s system.</Trans>;
  return (
    <>
      {take.data && (
        <Banner kind="info">
          <Trans>Taken back: that time is free again.</Trans>
        </Banner>
      )}
      <Refused error={take.error ?? (times.data ? undefined : times.error)} offline={offline} />
      {times.isPending && !times.isError && <SlotSkeleton label={t`Times are being looked up`} />}
      {times.data?.suggestions.length === 0 && (
        <p className="sec">
          <Trans>Nothing is free near this hour in the coming weeks. The desk can look further.</Trans>
        </p>
      )}
      <ul className="slots">
        {times.data?.suggestions.map((one) => (
          <li key={one.startsAt}>
            <button
              type="button"
              className="slot"
              aria-busy={take.isPending}
              disabled={take.isPending}
              onClick={() => book(one)}
            >
              <span className="t">{clock(one.localStart)}</span>
              <span className="grow">
                <span className="w">{longDay(one.localStart.slice(0, 10))}</span>
                <span className="d">{dotted([placeOf(one), one.isSameHour && t`same weekday and hour`])}</span>
              </span>
              <Icon name="after" small className="go" />
            </button>
          </li>
        ))}
      </ul>
      <p className="meta">
        <Trans>Pressing a time books it at once.</Trans>
      </p>
    </>
  );
}
