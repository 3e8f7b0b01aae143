import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import type { Catalogue } from '#contract/catalogue.ts';
import { clock } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useCloseRoom, useRoomClosurePreview } from '../../../platform/queries/staff/desk-queries.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { TellList } from '../../../staff/look/TellList.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { DecideAffected } from './DecideAffected.tsx';
import { localAt } from './room-strip.ts';

interface Props {
  room: Catalogue['rooms'][number];
  date: string;
  /** Minute of the wall clock. */
  now: number;
  isOffline: boolean;
  onClose: () => void;
}

const STEP = 15;
const DAY_MIN = 1440;
const USUAL_MIN = 120;

/** A room out of use for some hours: who is in its way is seen first, and what becomes of each is saved with it. */
export function CloseRoomSheet({ room, date, now, isOffline, onClose }: Props) {
  const { t } = useLingui();
  const begin = Math.min(Math.floor(now / STEP) * STEP, DAY_MIN - STEP);
  const [from, setFrom] = useState(begin);
  const [until, setUntil] = useState(Math.min(begin + USUAL_MIN, DAY_MIN));
  const preview = useRoomClosurePreview();
  const save = useCloseRoom();
  const range = { room: room.id, from: localAt(from, date), until: localAt(until, date) };

  const change = (next: { from?: number; until?: number }) => {
    preview.reset();
    const start = next.from ?? from;
    setFrom(start);
    setUntil(Math.max(next.until ?? until, start + STEP));
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate(range);
  };

  return (
    <Sheet title={t`Close ${say(room.name)}`} close={t`Close`} onClose={onClose}>
      {save.data ? (
        <div className="stack">
          <p role="status">
            <b>
              <Trans>
                Out of use from {clock(range.from)} to {clock(range.until)}.
              </Trans>
            </b>
          </p>
          <TellList tell={save.data.tell} />
          <button type="button" className="btn pri big" onClick={onClose}>
            <Trans>All done</Trans>
          </button>
        </div>
      ) : isOffline ? (
        <NeedsNetwork>
          <Trans>Who is in the way is known to the server only. Put a note on the door until there is one.</Trans>
        </NeedsNetwork>
      ) : (
        <div className="stack">
          <form className="stack" onSubmit={ask}>
            <div className="row date-choice">
              <Choice
                label={t`From`}
                value={String(from)}
                onChange={(minute) => change({ from: Number(minute) })}
                options={minutesFrom(begin, DAY_MIN - STEP).map((minute) => ({
                  value: String(minute),
                  label: t`from ${clock(localAt(minute, date))}`,
                }))}
              />
              <Choice
                label={t`Until`}
                value={String(until)}
                onChange={(minute) => change({ until: Number(minute) })}
                options={minutesFrom(from + STEP, DAY_MIN).map((minute) => ({
                  value: String(minute),
                  label: minute === DAY_MIN ? t`until the day ends` : t`until ${clock(localAt(minute, date))}`,
                }))}
              />
            </div>
            {!preview.data && (
              <button type="submit" className="btn pri big" aria-busy={preview.isPending}>
                {preview.isPending ? <Trans>One moment</Trans> : <Trans>See who is in the way</Trans>}
              </button>
            )}
          </form>
          <Refused error={preview.error} />
          {preview.data && (
            <DecideAffected
              key={preview.data.asOf}
              preview={preview.data}
              error={save.error}
              isSaving={save.isPending}
              save={<Trans>Close the room</Trans>}
              onSave={(outcomes) => save.mutate({ ...range, outcomes })}
              onAgain={() => {
                save.reset();
                preview.mutate(range);
              }}
            />
          )}
        </div>
      )}
    </Sheet>
  );
}

function minutesFrom(from: number, until: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((until - from) / STEP) + 1) }, (_, step) => from + step * STEP);
}
