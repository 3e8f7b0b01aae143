import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { BookingTimes } from '#contract/slots.ts';
import type { LocalDate } from '#domain/ids.ts';
import { addDays } from '#domain/time/local-date.ts';
import { clock, dotted, joined, longDay, shortDay } from '../../../i18n/format.ts';
import { initials, modeWord, timesWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useBookingTimes, useDeskMove } from '../../../platform/queries/staff/desk-queries.ts';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import type { PartProps } from './row-part.ts';

type Time = BookingTimes['times'][number];

const STRETCH_DAYS = 14;
const dayOf = ({ localStart }: Time): LocalDate => localStart.slice(0, 10);

/** Another time for the same appointment. What it is for stays the server's knowledge: it is asked for times of this booking. */
export function MovePart({ one: { row }, isOffline, onDone }: PartProps) {
  const { t } = useLingui();
  const { today } = useBranchDay();
  const [from, setFrom] = useState(today);
  const [day, setDay] = useState<LocalDate>();
  const [chosen, setChosen] = useState<Time>();
  const times = useBookingTimes(isOffline ? undefined : row.booking, from, STRETCH_DAYS);
  const move = useDeskMove();

  if (isOffline) {
    return (
      <NeedsNetwork>
        <Trans>Moving is possible as soon as there is one. The appointment stands as it is.</Trans>
      </NeedsNetwork>
    );
  }
  const byDay = Map.groupBy(times.data?.times ?? [], dayOf);
  const shown = day && byDay.has(day) ? day : [...byDay.keys()][0];
  const onDay = shown === undefined ? [] : (byDay.get(shown) ?? []);
  const until = addDays(from, STRETCH_DAYS - 1);
  const look = (date: LocalDate) => {
    setFrom(date);
    setChosen(undefined);
  };
  const send = ({ startsAt, mode, counsellors }: Time) =>
    move.mutate(
      {
        id: row.booking,
        startsAt,
        ...(mode !== row.mode && { mode }),
        ...(counsellors.includes(row.counsellor) && { counsellor: row.counsellor }),
      },
      { onSuccess: onDone },
    );

  return (
    <>
      <Refused error={times.error ?? move.error} />
      {times.isPending && (
        <p className="sec" role="status">
          <Trans>Times are being looked up</Trans>
        </p>
      )}
      {shown ? (
        <>
          <Choice<LocalDate>
            label={t`Day`}
            value={shown}
            onChange={(date) => {
              setDay(date);
              setChosen(undefined);
            }}
            options={[...byDay].map(([date, inDay]) => ({
              value: date,
              label: dotted([longDay(date), timesWord(inDay.length)]),
            }))}
          />
          <Times times={onDay} mode={row.mode} chosen={chosen} onChoose={setChosen} />
        </>
      ) : (
        times.data && (
          <p className="sec">
            <Trans>
              No free times from {shortDay(from)} to {shortDay(until)}.
            </Trans>
          </p>
        )
      )}
      <div className="row">
        {from > today && (
          <button type="button" className="btn" onClick={() => look(addDays(from, -STRETCH_DAYS))}>
            <Trans>Earlier days</Trans>
          </button>
        )}
        <button type="button" className="btn" onClick={() => look(addDays(from, STRETCH_DAYS))}>
          <Trans>Later days</Trans>
        </button>
      </div>
      {chosen && (
        <button type="button" className="btn pri big" aria-busy={move.isPending} onClick={() => send(chosen)}>
          {move.isPending ? (
            <Trans>One moment</Trans>
          ) : (
            t`Move to ${joined([shortDay(dayOf(chosen)), clock(chosen.localStart)])}`
          )}
        </button>
      )}
    </>
  );
}

function Times(props: { times: Time[]; mode: Time['mode']; chosen: Time | undefined; onChoose: (time: Time) => void }) {
  const catalogue = useCatalogue();
  const name = useId();
  const who = (ids: string[]) =>
    ids.length === 1 ? initials(byId(catalogue?.counsellors, ids[0])?.name ?? { en: '' }) : undefined;
  return (
    <fieldset>
      <legend className="vh">
        <Trans>Times</Trans>
      </legend>
      <div className="chips">
        {props.times.map((time) => (
          <label key={`${time.startsAt} ${time.mode}`} className="chip">
            <input
              type="radio"
              className="vh"
              name={name}
              checked={props.chosen?.startsAt === time.startsAt && props.chosen.mode === time.mode}
              onChange={() => props.onChoose(time)}
            />
            <b>{clock(time.localStart)}</b>
            {dotted([time.mode !== props.mode && modeWord(time.mode), who(time.counsellors)])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
