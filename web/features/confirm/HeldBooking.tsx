import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Booking } from '#contract/bookings.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { useExtend } from '../../platform/queries/booking-queries.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { bearInMind } from '../../platform/chosen-slot.ts';
import { problemOf, type Problem } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';
import type { CodeOutcome } from './code-exchange.ts';
import type { useConsentNeeded } from '../../platform/queries/consent-queries.ts';
import { Consent } from './Consent.tsx';
import { HeldSlip } from './HeldSlip.tsx';
import { HoldTimer } from './HoldTimer.tsx';
import type { HoldDraft } from './hold-draft.ts';
import { ForWhom } from './whom/ForWhom.tsx';
import { PartnerCode } from './PartnerCode.tsx';
import { Messages, Preparations } from './Wishes.tsx';

const USUAL_HOLD_MIN = 6;

interface Props {
  booking: Booking;
  leftSec: number;
  draft: HoldDraft;
  onChange: (change: Partial<HoldDraft>) => void;
  code: { outcome: CodeOutcome | undefined; isBusy: boolean; onUse: (code: string) => void };
  whom: Omit<Parameters<typeof ForWhom>[0], 'booking'>;
  problem: Problem | undefined;
  consent: ReturnType<typeof useConsentNeeded>;
  isConsentMissing: boolean;
  isConfirming: boolean;
  confirmWord: string;
  onConfirm: () => void;
  onLetGo: () => void;
}

export function HeldBooking(props: Props) {
  const { booking, draft, onChange, isConfirming } = props;
  const catalogue = useCatalogue();
  const extend = useExtend();
  const branch = byId(catalogue?.branches, booking.branch);
  const problem = props.problem ?? (extend.error ? problemOf(extend.error) : undefined);
  const isExtendable = booking.extendable === true && !extend.isPending;
  // A hold that was extended can last twice as long.
  const ofSec = (catalogue?.holdMin ?? USUAL_HOLD_MIN) * 60 * (booking.extendable ? 1 : 2);

  return (
    <>
      <HoldTimer
        leftSec={props.leftSec}
        ofSec={ofSec}
        onMore={isExtendable ? () => extend.mutate({ id: booking.id }) : undefined}
      />
      <div className="stack" style={{ gap: 'var(--s4)', marginBlockStart: 'var(--s3)' }}>
        <HeldSlip booking={booking} />
        <ForWhom booking={booking} {...props.whom} />
        <PartnerCode {...props.code} />
        <Preparations chosen={draft.preparations} onChange={onChange} />
        <Messages booking={booking} level={draft.messages} onChange={(messages) => onChange({ messages })} />
        <button
          type="button"
          className="btn text"
          style={{ justifySelf: 'start', paddingInline: 0 }}
          onClick={props.onLetGo}
        >
          <Trans>Let it go</Trans>
        </button>
      </div>
      <div className="dock">
        {problem && (
          <Banner
            kind="stop"
            actions={
              problem.code === 'not_signed_in' && (
                <Link className="btn" href="/sign-in" onClick={() => bearInMind({ cameFrom: `/hold/${booking.id}` })}>
                  <Trans>Sign in</Trans>
                </Link>
              )
            }
          >
            <ProblemSentence problem={problem} branch={branch} />
          </Banner>
        )}
        <Consent
          consent={props.consent}
          given={draft.hasConsent}
          isMissing={props.isConsentMissing}
          onChange={(hasConsent) => onChange({ hasConsent })}
        />
        <button type="button" className="btn pri big full" aria-busy={isConfirming} onClick={props.onConfirm}>
          {isConfirming ? <Trans>One moment</Trans> : props.confirmWord}
        </button>
      </div>
    </>
  );
}
