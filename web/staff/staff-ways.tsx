import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { StaffIcon } from './look/StaffIcon.tsx';

export interface StaffWay {
  to: string;
  icon: ReactNode;
  /** A component that calls it also calls `useLingui`. */
  word: () => string;
}

const ACCOUNT: StaffWay = { to: '/account', icon: <Icon name="person" />, word: () => t`Account` };

export const DESK_WAYS: StaffWay[] = [
  { to: '/desk', icon: <StaffIcon name="door" />, word: () => t`Arrivals` },
  { to: '/desk/rooms', icon: <Icon name="room" />, word: () => t`Rooms today` },
  { to: '/desk/find', icon: <StaffIcon name="search" />, word: () => t`Find a booking` },
  { to: '/desk/cash-up', icon: <Icon name="ticket" />, word: () => t`Cash-up` },
  ACCOUNT,
];

export const COUNSELLOR_WAYS: StaffWay[] = [
  { to: '/my-day', icon: <Icon name="clock" />, word: () => t`My day` },
  { to: '/my-week', icon: <Icon name="month" />, word: () => t`My week` },
  ACCOUNT,
];

const SECURITY: StaffWay = { to: '/you/security', icon: <Icon name="person" />, word: () => t`Account` };

const ADMIN_WAYS: StaffWay[] = [
  { to: '/staff', icon: <StaffIcon name="people" />, word: () => t`People` },
  { to: '/staff/invitations', icon: <Icon name="ticket" />, word: () => t`Invitations` },
  { to: '/staff/backups', icon: <StaffIcon name="safe" />, word: () => t`Backups` },
  SECURITY,
];

/** Who works with a network only, and where. */
export const OFFICE_WAYS: Partial<Record<string, StaffWay[]>> = {
  admin: ADMIN_WAYS,
  partner: [{ to: '/staff/programmes', icon: <Icon name="ticket" />, word: () => t`Programmes` }, SECURITY],
  auditor: [{ to: '/staff/record', icon: <StaffIcon name="search" />, word: () => t`What was done` }, SECURITY],
};

/** The way that leads to where one is; the first is home, and leads nowhere below it. */
export function wayHere(ways: readonly StaffWay[], path: string): StaffWay | undefined {
  return ways.find(({ to }, at) => (at === 0 ? path === to : path.startsWith(to)));
}
