import { Trans, useLingui } from '@lingui/react/macro';
import type { Booking } from '#contract/bookings.ts';
import { dateAt, joined, longDay } from '../../../i18n/format.ts';
import { libraryClock } from '../../../i18n/meeting-words.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { ticketLinkUrl, useMakeLink, useOwnLink, useRevokeLink } from '../../../platform/link/link-queries.ts';
import { problemOf } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { HandOver } from '../../../links/HandOver.tsx';

/** A link for somebody who changes the appointment in one's place: what they see, what they can do, and how it ends. */
export function LinkSheet({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const own = useOwnLink(booking.id);
  const make = useMakeLink(booking.id);
  const revoke = useRevokeLink(booking.id);
  const branch = byId(catalogue?.branches, booking.branch);
  const zone = branch?.timeZone ?? 'UTC';
  const since = own.data?.link?.since;
  const when = since && joined([longDay(dateAt(since, zone)), libraryClock(since, zone)]);
  const error = make.error ?? revoke.error ?? own.error;

  const makeOne = () => {
    revoke.reset();
    make.mutate();
  };
  const end = () => revoke.mutate(undefined, { onSuccess: () => make.reset() });

  return (
    <Sheet title={t`A link for somebody else`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <dl className="lines ruled">
          <div className="kv">
            <dt>
              <Trans>They see</Trans>
            </dt>
            <dd>
              <Trans>The time and the place. Not what it is for, nor with whom, nor your name.</Trans>
            </dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>They can</Trans>
            </dt>
            <dd>
              <Trans>Move this appointment or cancel it, without signing in. Nothing else.</Trans>
            </dd>
          </div>
        </dl>
        {error && (
          <Banner kind="stop">
            <ProblemSentence problem={problemOf(error)} branch={branch} />
          </Banner>
        )}
        {make.data && <HandOver url={ticketLinkUrl(make.data.token)} />}
        {revoke.isSuccess && !since && (
          <p role="status" className="sec">
            <Trans>The link has ended. Nobody can use it any more.</Trans>
          </p>
        )}
        {!make.data && when && (
          <p className="sec">
            <Trans>There is a link since {when}. It cannot be shown again; a new one ends it.</Trans>
          </p>
        )}
        <div className="row">
          {!make.data && (
            <button
              type="button"
              className={since ? 'btn grow' : 'btn pri grow'}
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
            <button type="button" className="btn stop grow" aria-busy={revoke.isPending} onClick={end}>
              {revoke.isPending ? <Trans>One moment</Trans> : <Trans>End the link</Trans>}
            </button>
          )}
        </div>
        <p className="meta">
          <Trans>It ends by itself a day after the appointment.</Trans>
        </p>
      </div>
    </Sheet>
  );
}
