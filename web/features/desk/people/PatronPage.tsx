import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DeskPatron, DeskRow } from '#contract/desk.ts';
import { clock, fullDate, joined, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { modeWord } from '../../../i18n/meeting-words.ts';
import { useOutbox } from '../../../offline/outbox/outbox.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useDeskPatron } from '../../../platform/queries/staff/desk-queries.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useDayWork } from '../day/use-day-work.ts';
import { dayRowsOf, useDeskToday, type DayRow, type DeskToday } from '../day/use-desk-today.ts';
import { AtTheTill } from '../look/AtTheTill.tsx';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StandingBadge } from '../look/StandingBadge.tsx';
import { RowSheet } from '../row/RowSheet.tsx';
import { BookForPatron } from './BookForPatron.tsx';
import { FamilyPart } from './family/FamilyPart.tsx';
import { MergePart } from './merge/MergePart.tsx';
import { ConcessionForm } from './ConcessionForm.tsx';

/** Initials keep their own direction: "M." must not become ".M" on a Persian screen. */
const isolated = (alias: string | null) => (alias === null ? null : `\u2068${alias}\u2069`);

/** One person, by alias: their appointments around today, what they have a right to, and a new appointment. */
export function PatronPage({ id }: { id: string }) {
  const { t } = useLingui();
  const today = useDeskToday();
  const query = useDeskPatron(id, today.branch?.id ?? '');
  const patron = query.data;
  return (
    <Page title={patron ? (isolated(patron.alias) ?? t`Without an alias`) : t`Person`}>
      <div className="desk-page parts narrower">
        {patron && today.branch ? (
          <Shown patron={patron} today={today} />
        ) : query.error ? (
          <Refused error={query.error} />
        ) : (
          <p className="sec" role="status">
            {today.isOffline ? <NeedsNetwork /> : <Trans>One moment</Trans>}
          </p>
        )}
      </div>
    </Page>
  );
}

function Shown({ patron, today }: { patron: DeskPatron; today: DeskToday }) {
  const [open, setOpen] = useState<'book' | 'concession'>();
  const work = useDayWork();
  const [booking, setBooking] = useState<string>();
  const { waiting } = useOutbox();
  const rows = dayRowsOf(patron.rows, waiting, today.now, today.day?.graceMin);
  const opened = rows.find(({ row }) => row.booking === booking);

  return (
    <>
      {today.branch && (
        <MergePart key={patron.patron} patron={patron.patron} branch={today.branch.id} isOffline={today.isOffline} />
      )}
      <p className="sec">{patron.hasCard ? <Trans>Has a library card.</Trans> : <Trans>Has no library card.</Trans>}</p>
      <section>
        <h2>
          <Trans>Appointments, yesterday to tomorrow</Trans>
        </h2>
        {rows.length === 0 ? (
          <p className="sec">
            <Trans>None here.</Trans>
          </p>
        ) : (
          <ul className="slots">
            {rows.map((one) => (
              <li key={one.row.booking}>
                <PatronRow one={one} onOpen={() => setBooking(one.row.booking)} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {open === 'book' && today.branch ? (
        <BookForPatron patron={patron.patron} branch={today.branch} onDone={() => setOpen(undefined)} />
      ) : (
        <button type="button" className="btn pri start" disabled={today.isOffline} onClick={() => setOpen('book')}>
          <Trans>Book an appointment</Trans>
        </button>
      )}
      {today.branch && <FamilyPart patron={patron.patron} branch={today.branch.id} isOffline={today.isOffline} />}
      <section className="stack">
        <h2>
          <Trans>Concessions</Trans>
        </h2>
        <Entitlements entitlements={patron.entitlements} />
        {open === 'concession' && today.branch ? (
          <ConcessionForm
            patron={patron.patron}
            branch={today.branch.id}
            today={today.today}
            onDone={() => setOpen(undefined)}
          />
        ) : (
          <button type="button" className="btn start" disabled={today.isOffline} onClick={() => setOpen('concession')}>
            <Trans>Record a concession</Trans>
          </button>
        )}
      </section>
      {opened && (
        <RowSheet
          one={opened}
          zone={today.zone}
          graceMin={today.day?.graceMin ?? 0}
          isOffline={today.isOffline}
          work={work}
          onClose={() => setBooking(undefined)}
        />
      )}
    </>
  );
}

function PatronRow({ one, onOpen }: { one: DayRow; onOpen: () => void }) {
  const catalogue = useCatalogue();
  const { row } = one;
  return (
    <button type="button" className="slot" aria-haspopup="dialog" onClick={onOpen}>
      <span className="t">{clock(row.localStart)}</span>
      <span className="grow">
        <span className="w">{joined([shortDay(row.localStart.slice(0, 10)), placeOf(row)])}</span>
        <span className="d">
          <StandingBadge progress={one.progress} />
        </span>
      </span>
      <span className="p">
        <AtTheTill row={row} isWaiting={false} />
      </span>
      <Icon name="after" small className="go" />
    </button>
  );

  function placeOf({ room, mode }: DeskRow): string {
    return say(byId(catalogue?.rooms, room)?.name) || modeWord(mode);
  }
}

function Entitlements({ entitlements }: Pick<DeskPatron, 'entitlements'>) {
  const catalogue = useCatalogue();
  if (entitlements.length === 0) {
    return (
      <p className="sec">
        <Trans>None recorded.</Trans>
      </p>
    );
  }
  return (
    <ul className="lines ruled">
      {entitlements.map(({ id, concession, until }) => (
        <li key={id} className="kv">
          <span>{say(byId(catalogue?.concessions, concession)?.name)}</span>
          <span className="meta">
            <Trans>until {fullDate(until)}</Trans>
          </span>
        </li>
      ))}
    </ul>
  );
}
