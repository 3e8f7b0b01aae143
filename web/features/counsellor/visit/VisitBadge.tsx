import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Instant } from '#domain/ids.ts';
import { clockAt, number } from '../../../i18n/format.ts';
import { StaffIcon, type StaffIconName } from '../../../staff/look/StaffIcon.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { Session, Visit } from '../day/day-plan.ts';
import { needsConfirming } from './visit-steps.ts';

type Tone = '' | 'ok' | 'warn';

/** How a visit stands by the server's word; beside it, that something is still on its way. */
export function VisitBadge(props: { visit: Visit; startsAt: string; now: Instant; zone: string | undefined }) {
  const { visit } = props;
  const [icon, tone, word] = badgeOf(props);
  const isBoxed = visit.state === 'arrived' || visit.state === 'in_session';
  return (
    <span className="badges">
      <span className={['badge', isBoxed && 'box', tone].filter(Boolean).join(' ')}>
        {icon === 'tick' || icon === 'clock' || icon === 'attention' ? (
          <Icon name={icon} small />
        ) : (
          <StaffIcon name={icon} small />
        )}
        <span>{word}</span>
      </span>
      {visit.waiting.length > 0 && <WaitingMark />}
    </span>
  );
}

/** Recorded here, not yet heard by the server. */
export function WaitingMark() {
  return (
    <span className="badge box waits">
      <StaffIcon name="waiting" small />
      <span>
        <Trans comment="Recorded on this device, not yet sent">waiting</Trans>
      </span>
    </span>
  );
}

function badgeOf({
  visit,
  startsAt,
  now,
  zone,
}: Parameters<typeof VisitBadge>[0]): [StaffIconName | 'tick' | 'clock' | 'attention', Tone, ReactNode] {
  switch (visit.state) {
    case 'arrived': {
      const at = visit.arrivedAt && clockAt(visit.arrivedAt, zone);
      return ['disc', 'ok', at ? <Trans key="at">Arrived {at}</Trans> : <Trans key="in">Arrived</Trans>];
    }
    case 'in_session':
      return ['half', 'ok', <Trans key="session">In session</Trans>];
    case 'completed':
      return ['tick', '', <Trans key="done">Done</Trans>];
    case 'no_show':
      return needsConfirming(visit)
        ? ['attention', 'warn', <Trans key="confirm">Desk: did not come</Trans>]
        : ['ring', '', <Trans key="absent">Did not come</Trans>];
    default: {
      const lateMin = Math.floor((now - Date.parse(startsAt)) / 60_000);
      if (lateMin < 1) return ['ring', '', <Trans key="expected">Expected</Trans>];
      if (lateMin > 60) return ['clock', 'warn', <Trans key="never">Nothing recorded</Trans>];
      return ['clock', 'warn', <Plural key="late" value={lateMin} one="# min late" other="# min late" />];
    }
  }
}

/** Whether there is more to say of a visit than that it is to come. */
export function isWorthABadge({ state, waiting }: Visit, startsAt: string, now: Instant): boolean {
  return state !== 'confirmed' || waiting.length > 0 || Date.parse(startsAt) < now;
}

/** Of several people: how many are there. */
export function GroupBadge({ session }: { session: Session }) {
  const here = session.visits.filter(({ state }) => state !== 'confirmed' && state !== 'no_show').length;
  const all = number(session.visits.length);
  const waits = session.visits.some(({ waiting }) => waiting.length > 0);
  return (
    <span className="badges">
      <span className={here > 0 ? 'badge box ok' : 'badge'}>
        <StaffIcon name={here > 0 ? 'disc' : 'ring'} small />
        <span>
          <Trans comment="Of a group: how many have come, of how many booked">
            {number(here)} of {all} here
          </Trans>
        </span>
      </span>
      {waits && <WaitingMark />}
    </span>
  );
}
