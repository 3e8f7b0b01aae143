import { Trans } from '@lingui/react/macro';
import { Icon } from '../ui/Icon.tsx';
import { StaffIcon } from './look/StaffIcon.tsx';
import type { StaffWay } from './StaffShell.tsx';

export const DESK_WAYS: StaffWay[] = [
  { to: '/desk', icon: <StaffIcon name="door" />, label: <Trans>Arrivals</Trans> },
  { to: '/desk/rooms', icon: <Icon name="room" />, label: <Trans>Rooms today</Trans> },
  { to: '/desk/find', icon: <StaffIcon name="search" />, label: <Trans>Find a booking</Trans> },
  { to: '/desk/cash-up', icon: <Icon name="ticket" />, label: <Trans>Cash-up</Trans> },
];

export const COUNSELLOR_WAYS: StaffWay[] = [
  { to: '/my-day', icon: <Icon name="clock" />, label: <Trans>My day</Trans> },
  { to: '/my-week', icon: <Icon name="month" />, label: <Trans>My week</Trans> },
];
