import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { clockAt } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Banner } from '../../../ui/Banner.tsx';
import type { DayWindow } from '../day/day-window.ts';
import { isPaymentWaiting, type DayRow, type DeskToday } from '../day/use-desk-today.ts';
import { LookFurther } from '../people/LookFurther.tsx';
import { ArrivalRow, type RowWork } from './ArrivalRow.tsx';
import { ArrivalsLedger, LedgerSkeleton } from './ArrivalsLedger.tsx';
import { NobodyExpected } from './NobodyExpected.tsx';
import type { DeskSearch } from './use-desk-search.ts';

interface Props extends RowWork {
  today: DeskToday;
  window: DayWindow;
  shown: DayRow[];
  search: DeskSearch;
  isWhole: boolean;
  selected: string | undefined;
  onWhole: (isWhole: boolean) => void;
  onWalkIn: () => void;
}

/** The list in all its states: on its way, empty, failed with the old list kept, found, and as it is. */
export function ArrivalsBody(props: Props) {
  const { today, window, shown, search, isWhole, selected, onWhole, onWalkIn, ...work } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const roomOf = ({ row }: DayRow) => say(byId(catalogue?.rooms, row.room)?.name) || modeWord(row.mode);
  const isSearching = search.sought !== undefined;

  if (!today.day) {
    return today.problem ? (
      <DayFault today={today} />
    ) : (
      <>
        <p className="vh" role="status">
          {t`Arrivals are being loaded`}
        </p>
        <LedgerSkeleton />
      </>
    );
  }
  return (
    <>
      <p className="vh" role="status">
        {isSearching && search.found && <Found count={search.found.length} />}
      </p>
      {shown.length > 0 && (
        <ArrivalsLedger>
          {shown.map((one) => (
            <ArrivalRow
              key={one.row.booking}
              one={one}
              room={roomOf(one)}
              zone={today.zone}
              now={today.now}
              checkInOpensMin={today.day?.checkInOpensMin ?? 0}
              isSelected={one.row.booking === selected}
              isPaymentWaiting={isPaymentWaiting(one)}
              {...work}
            />
          ))}
        </ArrivalsLedger>
      )}
      {isSearching
        ? search.found?.length === 0 && <LookFurther key={search.typed} sought={search.sought!} today={today} />
        : shown.length === 0 && (
            <NobodyExpected today={today} window={window} onWalkIn={onWalkIn} onWhole={() => onWhole(true)} />
          )}
      {!isSearching && shown.length > 0 && (
        <p className="sec more-line">
          {!isWhole && window.later > 0 && <Later count={window.later} until={clockAt(window.until, today.zone)} />}
          {isWhole ? (
            <button type="button" className="btn text" onClick={() => onWhole(false)}>
              <Trans>Show the next two hours</Trans>
            </button>
          ) : (
            window.later + window.past > 0 && (
              <button type="button" className="btn text" onClick={() => onWhole(true)}>
                <Trans>Show the whole day</Trans>
              </button>
            )
          )}
        </p>
      )}
      {today.problem && today.problem.code !== 'offline' && (
        <div className="fault-line">
          <DayFault today={today} />
        </div>
      )}
    </>
  );
}

function Found({ count }: { count: number }) {
  return <Plural value={count} one="# found" other="# found" />;
}

function Later({ count, until }: { count: number; until: string }) {
  return (
    <span>
      <Plural value={count} one={`After ${until}: # more`} other={`After ${until}: # more`} />
    </span>
  );
}

/** What one has stays in sight, with its age; checking in does not wait for it. */
function DayFault({ today: { asOf, zone, askAgain, day } }: { today: DeskToday }) {
  const seen = asOf ? clockAt(asOf, zone) : '';
  return (
    <Banner
      kind="stop"
      title={day ? <Trans>The list did not refresh.</Trans> : <Trans>The list did not load.</Trans>}
      actions={
        <button type="button" className="btn pri" onClick={askAgain}>
          <Trans>Try again</Trans>
        </button>
      }
    >
      {day ? (
        <Trans>You see {seen}. Checking in still works and waits to be sent.</Trans>
      ) : (
        <Trans>Nothing was lost. It is asked for again by itself.</Trans>
      )}
    </Banner>
  );
}
