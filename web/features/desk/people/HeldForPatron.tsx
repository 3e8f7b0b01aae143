import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import type { DeskBooking } from '#contract/desk.ts';
import { clock, clockAt, joined, longDay, money, ticketDigits } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { initials, modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useDeskCancel, useDeskConfirm } from '../../../platform/queries/staff/desk-queries.ts';
import { needWord } from '../../../staff/look/Needs.tsx';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { printPart } from '../look/print-part.ts';

type Preparation = 'interpreter' | 'company';
const PREPARATIONS: Preparation[] = ['interpreter', 'company'];

/** The time is kept for some minutes: said aloud, then confirmed. Afterwards the six digits, to read out or to print. */
export function HeldForPatron(props: { held: DeskBooking; onOther: () => void; onDone: () => void }) {
  const { held, onOther, onDone } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const confirm = useDeskConfirm();
  const letGo = useDeskCancel();
  const [preparations, setPreparations] = useState<Preparation[]>([]);
  const booking = confirm.data ?? held;
  const branch = byId(catalogue?.branches, booking.branch);
  const room = say(byId(catalogue?.rooms, booking.room)?.name) || modeWord(booking.mode);
  const who = byId(catalogue?.counsellors, booking.counsellor);
  const time = joined([longDay(booking.localStart.slice(0, 10)), clock(booking.localStart)]);

  return (
    <section className="slip print-part" aria-label={time}>
      <div className="slip-in stack">
        <p className="meta" role="status">
          {confirm.data ? (
            <Trans>It is booked.</Trans>
          ) : (
            held.heldUntil && <Trans>Kept until {clockAt(held.heldUntil, branch?.timeZone)}</Trans>
          )}
        </p>
        <h2>{time}</h2>
        <dl className="lines">
          <Line name={t`Place`}>{joined([say(branch?.name), room])}</Line>
          {who && <Line name={t`With`}>{initials(who.name)}</Line>}
          <Line name={t`At the desk`}>
            {booking.due.amount > 0 ? t`${money(booking.due)} to pay` : t`Nothing to pay`}
          </Line>
          {booking.ticket && (
            <Line name={t`Code`}>
              <bdi dir="ltr" className="code-line">
                {ticketDigits(booking.ticket.code)}
              </bdi>
            </Line>
          )}
        </dl>
        {!confirm.data && (
          <div className="chips">
            {PREPARATIONS.map((one) => (
              <Chip
                key={one}
                checked={preparations.includes(one)}
                onChange={(on) =>
                  setPreparations(on ? [...preparations, one] : preparations.filter((other) => other !== one))
                }
              >
                {needWord(one)}
              </Chip>
            ))}
          </div>
        )}
        <Refused error={confirm.error ?? letGo.error} />
        {confirm.data ? (
          <div className="row no-print">
            <button type="button" className="btn pri" onClick={onDone}>
              <Trans>All done</Trans>
            </button>
            <button type="button" className="btn" onClick={printPart}>
              <StaffIcon name="print" small />
              <Trans>Print</Trans>
            </button>
          </div>
        ) : (
          <div className="row">
            <button
              type="button"
              className="btn pri big"
              aria-busy={confirm.isPending}
              onClick={() => confirm.mutate({ id: held.booking, preparations })}
            >
              {confirm.isPending ? <Trans>One moment</Trans> : <Trans>Confirm</Trans>}
            </button>
            <button
              type="button"
              className="btn big"
              aria-busy={letGo.isPending}
              onClick={() => letGo.mutate({ id: held.booking }, { onSuccess: onOther })}
            >
              <Trans>Another time</Trans>
            </button>
          </div>
        )}
      </div>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="kv">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
