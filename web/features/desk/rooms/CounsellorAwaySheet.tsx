import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { DeskBlockRange } from '#contract/desk-work/arranged.ts';
import type { Catalogue } from '#contract/catalogue.ts';
import { addDays } from '#domain/time/local-date.ts';
import { say } from '../../../i18n/i18n.ts';
import { useDeskBlock, useDeskBlockPreview } from '../../../platform/queries/staff/arranged-queries.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { TellList } from '../../../staff/look/TellList.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { DecideAffected } from './DecideAffected.tsx';
import { localAt } from './room-strip.ts';

type When = 'now' | 'today' | 'tomorrow';

interface Props {
  counsellor: Catalogue['counsellors'][number];
  branch: string;
  date: string;
  /** Minute of the wall clock. */
  now: number;
  isOffline: boolean;
  onClose: () => void;
}

const STEP = 5;
const DAY_MIN = 1440;

/** A counsellor who is ill and cannot say so in the app: each appointment is decided on here, in the counsellor's name. */
export function CounsellorAwaySheet({ counsellor, branch, date, now, isOffline, onClose }: Props) {
  const { t } = useLingui();
  const [when, setWhen] = useState<When>('now');
  const preview = useDeskBlockPreview();
  const save = useDeskBlock();
  const name = say(counsellor.name);
  const range: DeskBlockRange = { branch, counsellor: counsellor.id, ...spanOf(when, date, now) };

  const choose = (next: When) => {
    preview.reset();
    save.reset();
    setWhen(next);
  };

  return (
    <Sheet title={t`${name} is ill`} close={t`Close`} onClose={onClose}>
      {save.data ? (
        <div className="stack">
          <p role="status">
            <b>
              <Trans>{name} cannot be booked for this time.</Trans>
            </b>
          </p>
          <TellList tell={save.data.tell} />
          <button type="button" className="btn pri big" onClick={onClose}>
            <Trans>All done</Trans>
          </button>
        </div>
      ) : isOffline ? (
        <NeedsNetwork>
          <Trans>Who is in the way is known to the server only.</Trans>
        </NeedsNetwork>
      ) : (
        <div className="stack">
          <Segmented<When>
            legend={t`For how long`}
            value={when}
            options={[
              { value: 'now', label: t`Rest of today` },
              { value: 'today', label: t`All of today` },
              { value: 'tomorrow', label: t`Tomorrow` },
            ]}
            onChange={choose}
          />
          <p className="sec">
            <Trans>Appointments at other libraries stay; their desks decide.</Trans>
          </p>
          {!preview.data && (
            <button
              type="button"
              className="btn pri big"
              aria-busy={preview.isPending}
              onClick={() => !preview.isPending && preview.mutate(range)}
            >
              {preview.isPending ? <Trans>One moment</Trans> : <Trans>See who is in the way</Trans>}
            </button>
          )}
          <Refused error={preview.error} />
          {preview.data && (
            <DecideAffected
              key={preview.data.asOf}
              preview={preview.data}
              error={save.error}
              isSaving={save.isPending}
              save={<Trans>Save all of it</Trans>}
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

/** Whole days run from midnight to midnight: hours are the counsellor's own affair. */
function spanOf(when: When, date: string, now: number): { from: string; until: string } {
  const next = addDays(date, 1);
  if (when === 'tomorrow') return { from: localAt(0, next), until: localAt(0, addDays(next, 1)) };
  const from = when === 'today' ? 0 : Math.min(Math.floor(now / STEP) * STEP, DAY_MIN - STEP);
  return { from: localAt(from, date), until: localAt(0, next) };
}
