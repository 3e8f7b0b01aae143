import { Trans } from '@lingui/react/macro';
import type { StaffWay } from './StaffShell.tsx';

export const DESK_WAYS: StaffWay[] = [
  { to: '/desk', label: <Trans>Arrivals</Trans> },
  { to: '/desk/rooms', label: <Trans>Rooms today</Trans> },
  { to: '/desk/find', label: <Trans>Find a booking</Trans> },
  { to: '/desk/cash-up', label: <Trans>Cash-up</Trans> },
];

export const COUNSELLOR_WAYS: StaffWay[] = [
  { to: '/my-day', label: <Trans>My day</Trans> },
  { to: '/my-week', label: <Trans>My week</Trans> },
];
