import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { dateAt, joined, longDay } from '../../../i18n/format.ts';
import { libraryClock } from '../../../i18n/meeting-words.ts';
import { HandOver } from '../../../links/HandOver.tsx';
import { ticketLinkUrl, useMakeLink, useOwnLink, useRevokeLink } from '../../../platform/link/link-queries.ts';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { printPart } from '../look/print-part.ts';
import type { PartProps } from './row-part.ts';

const QrCode = lazy(async () => ({ default: (await import('../../../links/QrCode.tsx')).QrCode }));

/** A link for somebody without a telephone, or for whoever changes the appointment in their place. Shown once, on screen or on paper. */
export function LinkPart({ one: { row }, zone, isOffline }: PartProps) {
  const own = useOwnLink(row.booking);
  const make = useMakeLink(row.booking);
  const revoke = useRevokeLink(row.booking);
  const since = own.data?.link?.since;
  const when = since && joined([longDay(dateAt(since, zone)), libraryClock(since, zone)]);

  if (isOffline && !make.data) {
    return (
      <NeedsNetwork>
        <Trans>A link can be made as soon as there is one.</Trans>
      </NeedsNetwork>
    );
  }
  const makeOne = () => {
    revoke.reset();
    make.mutate();
  };
  return (
    <>
      {make.data ? (
        <Made url={ticketLinkUrl(make.data.token)} />
      ) : (
        <>
          <p className="sec">
            <Trans>
              Whoever has it sees the time and the place, and can move or cancel this appointment without signing in. It
              says nothing of the person, and ends a day after the appointment.
            </Trans>
          </p>
          {when && (
            <p className="sec">
              <Trans>There is a link since {when}. It cannot be shown again; a new one ends it.</Trans>
            </p>
          )}
        </>
      )}
      {revoke.isSuccess && !since && (
        <p role="status" className="sec">
          <Trans>The link has ended. Nobody can use it any more.</Trans>
        </p>
      )}
      <Refused error={make.error ?? revoke.error ?? own.error} />
      <div className="row">
        {!make.data && (
          <button
            type="button"
            className="btn pri big grow"
            aria-busy={make.isPending}
            disabled={own.isPending}
            onClick={makeOne}
          >
            {make.isPending ? (
              <Trans>One moment</Trans>
            ) : since ? (
              <Trans>Make a new link</Trans>
            ) : (
              <Trans>Make the link</Trans>
            )}
          </button>
        )}
        {since && (
          <button
            type="button"
            className="btn stop big grow"
            aria-busy={revoke.isPending}
            onClick={() => revoke.mutate(undefined, { onSuccess: () => make.reset() })}
          >
            {revoke.isPending ? <Trans>One moment</Trans> : <Trans>End the link</Trans>}
          </button>
        )}
      </div>
    </>
  );
}

/** To be scanned, copied or printed; the paper says no more than the link does. */
function Made({ url }: { url: string }) {
  const { t } = useLingui();
  return (
    <section className="slip link-slip print-part" aria-label={t`Link to the appointment`}>
      <div className="slip-in stack">
        <div className="qr">
          <Suspense>
            <QrCode text={url} label={t`QR code of the link`} />
          </Suspense>
        </div>
        <p className="print-only">
          <bdi dir="ltr">{url}</bdi>
        </p>
        <p className="sec">
          <Trans>With this the appointment can be seen, moved or cancelled. Whoever has it can use it.</Trans>
        </p>
        <div className="no-print">
          <HandOver url={url} />
        </div>
        <button type="button" className="btn start no-print" onClick={printPart}>
          <StaffIcon name="print" small />
          <Trans>Print</Trans>
        </button>
      </div>
    </section>
  );
}
