import { Trans } from '@lingui/react/macro';
import { useDeskCancel } from '../../../platform/queries/staff/desk-queries.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import type { PartProps } from './row-part.ts';

/** Asks once. The time is free for others at once. */
export function CancelPart({ one: { row }, isOffline, onPart, onDone }: PartProps) {
  const cancel = useDeskCancel();
  const keep = (
    <button type="button" className="btn big grow" onClick={() => onPart('facts')}>
      <Trans>Keep it</Trans>
    </button>
  );
  if (isOffline) {
    return (
      <>
        <NeedsNetwork>
          <Trans>Cancelling is possible as soon as there is one. The appointment stands as it is.</Trans>
        </NeedsNetwork>
        <div className="row">{keep}</div>
      </>
    );
  }
  return (
    <>
      <p className="sec">
        <Trans>Somebody else can have the time at once. Tell the person: they may have no messages.</Trans>
      </p>
      <Refused error={cancel.error} />
      <div className="row">
        <button
          type="button"
          className="btn stop big grow"
          aria-busy={cancel.isPending}
          onClick={() => cancel.mutate({ id: row.booking }, { onSuccess: onDone })}
        >
          {cancel.isPending ? <Trans>One moment</Trans> : <Trans>Cancel the appointment</Trans>}
        </button>
        {keep}
      </div>
    </>
  );
}
