import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { number } from '../../i18n/format.ts';
import { useOutbox } from '../../offline/outbox/outbox.ts';
import { useNow } from '../../platform/clock.ts';
import { StaffIcon } from '../look/StaffIcon.tsx';
import { ageWord } from './entry-words.ts';
import { OutboxSheet } from './OutboxSheet.tsx';

const EVERY_MS = 10_000;
/** Longer than this, and somebody has to do something about it. */
export const LOUD_MS = 24 * 3_600_000;

/** How many entries the server has not answered, and how old the oldest is. Press: which. */
export function OutboxChip() {
  const { t } = useLingui();
  const { waiting, oldestAt } = useOutbox();
  const now = useNow(EVERY_MS);
  const [isOpen, setOpen] = useState(false);
  if (oldestAt === undefined) return null;

  const age = ageWord(oldestAt, now);
  const isLoud = now - oldestAt > LOUD_MS;
  return (
    <>
      <button
        type="button"
        className={isLoud ? 'outbox loud' : 'outbox'}
        aria-haspopup="dialog"
        title={t`Oldest: ${age}`}
        onClick={() => setOpen(true)}
      >
        <span className="in">
          <StaffIcon name="waiting" small />
          <span>
            <Trans>Waiting to send ({number(waiting.length)})</Trans>
            {now - oldestAt >= 60_000 && <span className="age"> · {age}</span>}
          </span>
        </span>
      </button>
      {isOpen && <OutboxSheet onClose={() => setOpen(false)} />}
    </>
  );
}
