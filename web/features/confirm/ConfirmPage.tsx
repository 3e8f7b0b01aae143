import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Redirect, useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { currentLocale } from '../../i18n/i18n.ts';
import { clock } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useBooking, useCancel, useConfirm } from '../../platform/queries/booking-queries.ts';
import { ownConsentQuery, useConsentNeeded } from '../../platform/queries/consent-queries.ts';
import { bearInMind } from '../../platform/chosen-slot.ts';
import { problemOf, type ProblemCode } from '../../platform/problem.ts';
import { useServerNow } from '../../platform/server-clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { SlotSkeleton } from '../../ui/SlotSkeleton.tsx';
import { useCodeExchange, type CodeOutcome } from './code-exchange.ts';
import { HeldBooking } from './HeldBooking.tsx';
import { draftOf, keepDraft, type HoldDraft } from './hold-draft.ts';
import { HoldOver } from './HoldOver.tsx';
import { LostTime } from './LostTime.tsx';

interface Told {
  code?: CodeOutcome;
  whom?: ProblemCode;
}

/** A time that is held: what it costs, what should be ready, and the one button that makes it a booking. */
export function ConfirmPage({ id }: { id: string }) {
  const { t } = useLingui();
  const query = useBooking(id);
  const exchange = useCodeExchange();
  const [, go] = useLocation();
  const cancel = useCancel();
  const confirm = useConfirm();
  const consent = useConsentNeeded();
  const client = useQueryClient();
  const now = useServerNow(1000);
  const { code, whom } = useHistoryState<Told | null>() ?? ({} as Told);
  const [changed, setChanged] = useState<HoldDraft>();
  const [isConsentMissing, setConsentMissing] = useState(false);

  // While a code is tried, the hold it stood on is gone and the next is not there yet: the screen stays as it was.
  const booking = exchange.held ?? query.data;
  if (!booking) return <NotThere error={query.error} onRetry={() => void query.refetch()} />;
  if (exchange.lost) {
    return <LostTime lost={exchange.lost} onTake={(wish) => void exchange.take(wish, draftOf(booking))} />;
  }
  if (booking.state !== 'held' && booking.state !== 'expired' && booking.state !== 'cancelled') {
    return <Redirect to={`/bookings/${id}`} replace state={{ said: 'confirmed' }} />;
  }

  const leftSec = Math.floor((Date.parse(booking.heldUntil ?? booking.asOf) - now) / 1000);
  const problem = confirm.error ? problemOf(confirm.error) : undefined;
  if (booking.state !== 'held' || leftSec <= 0 || problem?.code === 'hold_expired') {
    return <HoldOver booking={booking} wasLetGo={booking.state === 'cancelled'} />;
  }

  const draft = changed ?? draftOf(booking);
  const change = (part: Partial<HoldDraft>) => {
    const next = { ...draft, ...part };
    setChanged(next);
    keepDraft(id, next);
    if (next.hasConsent) setConsentMissing(false);
  };
  const submit = () => {
    const { version, isNeeded } = consent;
    if (version === undefined || isNeeded === undefined) return;
    if (isNeeded && !draft.hasConsent) return setConsentMissing(true);
    const { preparations, messages } = draft;
    const agreed = isNeeded && { consent: { version, locale: currentLocale() } };
    // Said here, or withdrawn meanwhile on another device.
    const onSettled = () => client.invalidateQueries(ownConsentQuery);
    confirm.mutate({ id, preparations, messages, ...agreed }, { onSettled });
  };
  const letGo = () => {
    // A hold that is not let go ends by itself: nobody has to wait for the answer.
    cancel.mutate({ id });
    go('/');
  };

  return (
    <Page title={t`Confirm`}>
      <HeldBooking
        booking={booking}
        leftSec={leftSec}
        draft={draft}
        onChange={change}
        code={{
          outcome: code,
          isBusy: exchange.held !== undefined,
          onUse: (typed) => void exchange.give(booking, draft, typed),
        }}
        whom={{
          refused: whom,
          isBusy: exchange.held !== undefined,
          onChoose: (child) => void exchange.giveTo(booking, draft, child),
        }}
        problem={problem ?? exchange.problem}
        consent={consent}
        isConsentMissing={isConsentMissing}
        isConfirming={confirm.isPending}
        confirmWord={
          booking.price.total.amount === 0
            ? t`Confirm ${clock(booking.localStart)}`
            : t`Confirm ${clock(booking.localStart)}, pay at the desk`
        }
        onConfirm={submit}
        onLetGo={letGo}
      />
    </Page>
  );
}

function NotThere({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  const [path] = useLocation();
  if (!error) {
    return (
      <Page title={t`Confirm`}>
        <SlotSkeleton label={t`Loading`} />
      </Page>
    );
  }

  const problem = problemOf(error);
  return (
    <Page title={t`Confirm`}>
      <Banner
        kind="warn"
        actions={
          problem.code === 'not_signed_in' ? (
            <Link className="btn pri" href="/sign-in" onClick={() => bearInMind({ cameFrom: path })}>
              <Trans>Sign in</Trans>
            </Link>
          ) : problem.code === 'not_found' ? (
            <Link className="btn pri" href="/">
              <Trans>See other times</Trans>
            </Link>
          ) : (
            <button type="button" className="btn pri" onClick={onRetry}>
              <Trans>Try again</Trans>
            </button>
          )
        }
      >
        <ProblemSentence problem={problem} />
      </Banner>
    </Page>
  );
}
