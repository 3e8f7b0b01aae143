import { Trans, useLingui } from '@lingui/react/macro';
import type { Catalogue } from '#contract/catalogue.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useReopenRoom } from '../../../platform/queries/staff/desk-queries.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import type { StripClosure } from './room-strip.ts';

/** The room can be used again. What was moved away for it stays where it is. */
export function ReopenSheet(props: {
  room: Catalogue['rooms'][number];
  closure: StripClosure;
  isOffline: boolean;
  onClose: () => void;
}) {
  const { room, closure, isOffline, onClose } = props;
  const { t } = useLingui();
  const reopen = useReopenRoom();
  const until = joined([shortDay(closure.localEnd.slice(0, 10)), clock(closure.localEnd)]);
  return (
    <Sheet title={say(room.name)} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <p className="sec">
          <Trans>Out of use until {until}. Appointments that went elsewhere for it stay where they are.</Trans>
        </p>
        {isOffline && <NeedsNetwork />}
        <Refused error={reopen.error} />
        <div className="row">
          <button
            type="button"
            className="btn pri big grow"
            disabled={isOffline}
            aria-busy={reopen.isPending}
            onClick={() => reopen.mutate({ id: closure.closure }, { onSuccess: onClose })}
          >
            {reopen.isPending ? <Trans>One moment</Trans> : <Trans>Use it again</Trans>}
          </button>
          <button type="button" className="btn big" onClick={onClose}>
            <Trans>Leave it closed</Trans>
          </button>
        </div>
      </div>
    </Sheet>
  );
}
