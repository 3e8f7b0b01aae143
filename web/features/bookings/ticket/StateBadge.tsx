import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Booking } from '#contract/bookings.ts';
import { Icon, type IconName } from '../../../ui/Icon.tsx';

type Stand = Pick<Booking, 'state' | 'letGo'>;
type Tone = '' | 'ok' | 'warn' | 'stop';

/** How a booking stands: a shape and a word, never a colour alone. */
export function StateBadge({ booking, boxed = false }: { booking: Stand; boxed?: boolean }) {
  const [icon, tone, word] = badgeOf(booking);
  return (
    <span className={['badge', boxed && 'box', tone].filter(Boolean).join(' ')}>
      <Icon name={icon} small />
      {word}
    </span>
  );
}

function badgeOf({ state, letGo }: Stand): [IconName, Tone, ReactNode] {
  switch (state) {
    case 'held':
      return ['clock', 'warn', <Trans key={state}>Held for you</Trans>];
    case 'confirmed':
      return ['tick', 'ok', <Trans key={state}>Confirmed</Trans>];
    case 'arrived':
      return ['disc', 'ok', <Trans key={state}>You are here</Trans>];
    case 'in_session':
      return ['half', 'ok', <Trans key={state}>Under way</Trans>];
    case 'completed':
      return ['tick', '', <Trans key={state}>Done</Trans>];
    case 'expired':
      return ['clock', '', <Trans key={state}>Not taken in time</Trans>];
    case 'cancelled':
      return ['close', '', letGo ? <Trans key="let-go">Let go</Trans> : <Trans key={state}>Cancelled</Trans>];
    case 'no_show':
      return ['ring', '', <Trans key={state}>Missed</Trans>];
    default:
      return state satisfies never;
  }
}
