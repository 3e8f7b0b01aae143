import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ErasurePreview } from '#contract/account/erasure.ts';
import { fullDate } from '../../../i18n/format.ts';
import { Icon, type IconName } from '../../../ui/Icon.tsx';

/** Each consequence in a line of its own: what goes, what is called off, what stays and why. */
export function WhatHappens({ preview }: { preview: ErasurePreview }) {
  const { t } = useLingui();
  const { appointmentsAhead, children, kept } = preview;
  return (
    <section className="stack" aria-label={t`What happens`}>
      <h2 className="legend" style={{ marginBlockEnd: 0 }}>
        <Trans>What happens</Trans>
      </h2>
      <ul className="lines ruled">
        <Line icon="close">
          <Trans>
            Your name, card number, phone, e-mail, notes and choices are deleted at once. Nobody can bring them back,
            the library neither.
          </Trans>
        </Line>
        <Line icon="month">
          <Plural
            value={appointmentsAhead}
            _0="No appointment lies ahead. Past ones stay as numbers that say nothing of you."
            one="# appointment ahead is cancelled. Past ones stay as numbers that say nothing of you."
            other="# appointments ahead are cancelled. Past ones stay as numbers that say nothing of you."
          />
        </Line>
        {children > 0 && (
          <Line icon="person">
            <Plural
              value={children}
              one="# child for whom only you book is deleted too, with its appointments."
              other="# children for whom only you book are deleted too, with their appointments."
            />
          </Line>
        )}
        <Line icon="ticket">
          {kept ? <Kept kept={kept} /> : <Trans>Nothing was paid, so no receipt is kept.</Trans>}
        </Line>
        <Line icon="clock">
          <Trans>Backups are deleted after some weeks. If one is needed before, you are deleted from it first.</Trans>
        </Line>
        <Line icon="leave">
          <Trans>You are signed out on every device, and this one is emptied.</Trans>
        </Line>
      </ul>
      <p className="sec">
        <Trans>
          You are welcome to come back at any time, as somebody new. If you would like a copy,{' '}
          <Link href="/you/data">take it first</Link>.
        </Trans>
      </p>
    </section>
  );
}

/** What the law of accounts asks for: sums, dates and numbers, without a name. */
function Kept({ kept: { payments, until, law } }: { kept: NonNullable<ErasurePreview['kept']> }) {
  return (
    <>
      <Plural
        value={payments}
        one="# receipt stays, without your name: number, sum, date and library."
        other="# receipts stay, without your name: number, sum, date and library."
      />{' '}
      {until && <Trans>The last one goes after {fullDate(until)}.</Trans>}{' '}
      {law === '' ? (
        <Trans>The law of accounts asks for it.</Trans>
      ) : (
        <Trans>
          This law of accounts asks for it: <bdi>{law}</bdi>.
        </Trans>
      )}
    </>
  );
}

function Line({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <li className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-start', paddingBlock: 'var(--s3)' }}>
      <span style={{ flex: 'none', marginBlockStart: '0.15em', color: 'var(--ink-3)' }}>
        <Icon name={icon} />
      </span>
      <span>{children}</span>
    </li>
  );
}
