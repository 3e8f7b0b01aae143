import { Trans } from '@lingui/react/macro';
import type { LookUpAnswer } from '#contract/desk.ts';
import { useLookUp } from '../../../platform/queries/staff/desk-queries.ts';
import type { Sought } from '../day/find-in-day.ts';
import type { DeskToday } from '../day/use-desk-today.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { FoundPeople } from './FoundPeople.tsx';

/** Nobody of today's list: the server knows cards, and the days around. Asked on a press only, since it is written down. */
export function LookFurther(props: {
  sought: Sought;
  today: Pick<DeskToday, 'branch' | 'isOffline' | 'today'>;
  /** The only one that was meant has a booking today. */
  onFound?: (booking: string) => void;
}) {
  const { sought, today, onFound } = props;
  const lookUp = useLookUp();
  const branch = today.branch?.id;

  const ask = () => {
    if (!branch) return;
    const { by: _, ...what } = sought;
    lookUp.mutate({ branch, ...what }, { onSuccess: ({ found }) => goTo(found) });
  };
  const goTo = (found: LookUpAnswer['found']) => {
    const [only] = found;
    const todays = only?.rows.filter(({ localStart }) => localStart.startsWith(today.today)) ?? [];
    if (found.length === 1 && todays.length === 1 && todays[0]) onFound?.(todays[0].booking);
  };

  return (
    <div className="void">
      <p>
        <NotHere sought={sought} />
      </p>
      {today.isOffline ? (
        <NeedsNetwork>
          <Trans>A card is looked up with a network only. The alias and the six digits work without one.</Trans>
        </NeedsNetwork>
      ) : (
        <button
          type="button"
          className="btn"
          data-look-further
          aria-busy={lookUp.isPending}
          disabled={!branch}
          onClick={ask}
        >
          {lookUp.isPending ? <Trans>One moment</Trans> : <Trans>Look further</Trans>}
        </button>
      )}
      <Refused error={lookUp.error} />
      <div role="status">
        {lookUp.data?.found.length === 0 && (
          <p className="sec">
            <Trans>Nobody was found. Check it with the person, or go on without a booking: walk-in.</Trans>
          </p>
        )}
        {lookUp.data && lookUp.data.found.length > 0 && (
          <FoundPeople found={lookUp.data.found} {...(onFound && { onFound })} />
        )}
      </div>
    </div>
  );
}

function NotHere({ sought }: { sought: Sought }) {
  switch (sought.by) {
    case 'alias':
      return <Trans>Nobody called “{sought.alias}” is expected here today.</Trans>;
    case 'code':
      return <Trans>No appointment of today here has this code.</Trans>;
    case 'card':
      return <Trans>This looks like a card’s number.</Trans>;
    default:
      return sought satisfies never;
  }
}
