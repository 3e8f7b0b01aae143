import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { RoomChoices } from '#contract/blocks.ts';
import { say } from '../../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useRoomChoices, useSwapRoom } from '../../../platform/queries/staff/desk-queries.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { TellList } from '../../../staff/look/TellList.tsx';
import type { PartProps } from './row-part.ts';

type RoomChoice = RoomChoices['rooms'][number];

/** Another room at the same time: those that fit and are free first. Afterwards, who has to be told. */
export function RoomPart({ one: { row }, isOffline, onDone }: PartProps) {
  const choices = useRoomChoices(isOffline ? undefined : row.session);
  const swap = useSwapRoom();
  const name = useId();
  const [chosen, setChosen] = useState<string>();
  const rooms = sorted(choices.data?.rooms ?? []).filter(({ room }) => room !== row.room);
  const best = rooms.find(({ isFree, fits }) => isFree && fits)?.room;
  const room = chosen ?? best;

  if (isOffline) {
    return (
      <NeedsNetwork>
        <Trans>Which rooms are free is known to the server only. The paper day sheet helps until then.</Trans>
      </NeedsNetwork>
    );
  }
  if (swap.data) {
    return (
      <>
        <TellList tell={swap.data.tell} />
        <button type="button" className="btn pri big" onClick={onDone}>
          <Trans>All done</Trans>
        </button>
      </>
    );
  }
  return (
    <>
      <Refused error={choices.error ?? swap.error} />
      {choices.isPending && (
        <p className="sec" role="status">
          <Trans>Rooms are being looked up</Trans>
        </p>
      )}
      {choices.data && rooms.every(({ isFree }) => !isFree) && (
        <p className="sec">
          <Trans>No other room is free then. Another time, or by phone, may help.</Trans>
        </p>
      )}
      <fieldset>
        <legend className="vh">
          <Trans>Another room</Trans>
        </legend>
        <div className="lines ruled">
          {rooms.map((one) => (
            <label key={one.room} className="opt">
              <input
                type="radio"
                name={name}
                checked={one.room === room}
                disabled={!one.isFree}
                onChange={() => setChosen(one.room)}
              />
              <RoomLine choice={one} />
            </label>
          ))}
        </div>
      </fieldset>
      <button
        type="button"
        className="btn pri big"
        disabled={!room}
        aria-busy={swap.isPending}
        onClick={() => room && swap.mutate({ id: row.session, room })}
      >
        {swap.isPending ? <Trans>One moment</Trans> : <Trans>Take this room</Trans>}
      </button>
    </>
  );
}

function RoomLine({ choice: { room, isFree, fits } }: { choice: RoomChoice }) {
  const catalogue = useCatalogue();
  const { name, where } = byId(catalogue?.rooms, room) ?? { name: { en: room }, where: undefined };
  return (
    <span className="grow">
      <b>{say(name)}</b> {where && <span className="meta">{say(where)}</span>}
      <span className="meta blk">
        {!isFree ? (
          <Trans>taken at that time</Trans>
        ) : fits ? (
          <Trans>free, and fits</Trans>
        ) : (
          <Trans>free, but lacks something that was asked for, or is small</Trans>
        )}
      </span>
    </span>
  );
}

/** Keeps the server's order (the smallest that fits first) within each kind. */
function sorted(rooms: RoomChoice[]): RoomChoice[] {
  const rank = ({ isFree, fits }: RoomChoice) => (isFree ? 0 : 2) + (fits ? 0 : 1);
  return rooms.toSorted((a, b) => rank(a) - rank(b));
}
