import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { WalkInAnswer } from '#contract/desk.ts';
import { clock, joined, money, ticketDigits } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { initials, modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { CodeCardSlip } from '../look/CodeCardSlip.tsx';

/** Where to go and what to pay; and, for somebody new, the card they leave with. */
export function WalkInTaken({ answer, onDone }: { answer: WalkInAnswer; onDone: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const done = useRef<HTMLButtonElement>(null);
  const { booking, codeCard } = answer;
  useEffect(() => done.current?.focus(), []);

  const room = say(byId(catalogue?.rooms, booking.room)?.name) || modeWord(booking.mode);
  const who = byId(catalogue?.counsellors, booking.counsellor);
  return (
    <div className="stack">
      <p role="status">
        <b className="display taken-time">{joined([clock(booking.localStart), room])}</b>
      </p>
      <dl className="lines ruled">
        <Line name={t`Alias`} value={booking.alias} />
        {who && <Line name={t`With`} value={initials(who.name)} />}
        <Line
          name={t`At the desk`}
          value={booking.due.amount > 0 ? t`${money(booking.due)} to pay` : t`Nothing to pay`}
        />
        {booking.ticket && !codeCard && <Line name={t`Code`} value={ticketDigits(booking.ticket.code)} />}
      </dl>
      {codeCard && <CodeCardSlip codeCard={codeCard} />}
      <div className="row">
        <button ref={done} type="button" className="btn pri big grow" onClick={onDone}>
          <Trans>All done</Trans>
        </button>
        <Link className="btn big" href={`/desk/patrons/${encodeURIComponent(answer.patron)}`}>
          <Trans>Concession or another time</Trans>
        </Link>
      </div>
    </div>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div className="kv">
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
