import { useLingui } from '@lingui/react/macro';

/** A ticket's shape while it is fetched. */
export function TicketSkeleton() {
  const { t } = useLingui();
  return (
    <div className="slip" role="status" aria-busy="true" aria-label={t`Your bookings are being looked up`}>
      <div className="slip-in stack" aria-hidden="true">
        <span className="sk" style={{ '--w': '7rem' }} />
        <span className="sk box" />
        <span className="sk" style={{ '--w': '10rem' }} />
        <span className="sk" style={{ '--w': '16rem' }} />
        <span className="sk" style={{ '--w': '13rem' }} />
      </div>
    </div>
  );
}
