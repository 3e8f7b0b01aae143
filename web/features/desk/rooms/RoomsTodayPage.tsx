import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DeskDay } from '#contract/desk.ts';
import { foldDigits } from '../../../i18n/digits.ts';
import { clock, clockAt, longDay } from '../../../i18n/format.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useDayWork } from '../day/use-day-work.ts';
import { useDeskToday, type DeskToday } from '../day/use-desk-today.ts';
import { RowSheet } from '../row/RowSheet.tsx';
import { CloseRoomSheet } from './CloseRoomSheet.tsx';
import { CounsellorsToday } from './CounsellorsToday.tsx';
import { OtherScreens } from './OtherScreens.tsx';
import { ReopenSheet } from './ReopenSheet.tsx';
import { RoomStrip } from './RoomStrip.tsx';
import { axisOf, hoursOf, localAt, placeOn, stripOf, type StripClosure } from './room-strip.ts';

type Open =
  | { what: 'row'; booking: string }
  | { what: 'close'; room: string }
  | { what: 'reopen'; room: string; closure: StripClosure };

/** Each room's day as a strip: who is in it, what is next, and rooms that are out of use. */
export function RoomsTodayPage() {
  const { t } = useLingui();
  const today = useDeskToday();
  return (
    <Page title={t`Rooms today`}>
      <div className="desk-page stack">
        <p className="sec">{longDay(today.today)}</p>
        {today.day ? (
          <Rooms today={today} day={today.day} />
        ) : today.problem ? (
          <Refused error={today.problem} />
        ) : (
          <p className="sec" role="status">
            <Trans>Rooms are being loaded</Trans>
          </p>
        )}
        <OtherScreens />
      </div>
    </Page>
  );
}

function Rooms({ today, day }: { today: DeskToday; day: DeskDay }) {
  const catalogue = useCatalogue();
  const work = useDayWork();
  const [open, setOpen] = useState<Open>();
  const rooms = (catalogue?.rooms ?? []).filter(({ branch }) => branch === today.branch?.id);
  const strips = rooms.map((room) => ({ room, items: stripOf(room.id, today.rows, day) }));
  const now = minuteNow(today);
  const axis = axisOf(
    strips.flatMap(({ items }) => items),
    now,
  );
  const opened = open?.what === 'row' && today.rows.find(({ row }) => row.booking === open.booking);
  const close = () => setOpen(undefined);

  return (
    <>
      <div className="hours" aria-hidden="true">
        {hoursOf(axis).map((hour) => (
          <span key={hour} style={{ '--from': placeOn(axis, hour) }}>
            {clock(localAt(hour, day.date))}
          </span>
        ))}
      </div>
      <ul className="room-strips">
        {strips.map(({ room, items }) => (
          <RoomStrip
            key={room.id}
            room={room}
            items={items}
            axis={axis}
            now={now}
            date={day.date}
            onOpen={(booking) => setOpen({ what: 'row', booking })}
            onClose={() => setOpen({ what: 'close', room: room.id })}
            onReopen={(closure) => setOpen({ what: 'reopen', room: room.id, closure })}
          />
        ))}
      </ul>
      <CounsellorsToday branch={day.branch} date={day.date} now={now} isOffline={today.isOffline} />
      {opened && (
        <RowSheet
          one={opened}
          zone={today.zone}
          graceMin={day.graceMin}
          isOffline={today.isOffline}
          work={work}
          onClose={close}
        />
      )}
      {open?.what === 'close' && (
        <CloseRoomSheet
          room={byId(rooms, open.room)!}
          date={day.date}
          now={now}
          isOffline={today.isOffline}
          onClose={close}
        />
      )}
      {open?.what === 'reopen' && (
        <ReopenSheet
          room={byId(rooms, open.room)!}
          closure={open.closure}
          isOffline={today.isOffline}
          onClose={close}
        />
      )}
    </>
  );
}

function minuteNow({ now, zone }: DeskToday): number {
  const [hours, minutes] = foldDigits(clockAt(now, zone)).split(/\D+/).filter(Boolean).map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
