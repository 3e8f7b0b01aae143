import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { lockNow, useStaffAccess } from '../offline/staff-vault/staff-access.ts';
import { Home, SkipLink } from './access/ClosedFrame.tsx';
import { StaffGate } from './access/StaffGate.tsx';
import { SignInAgain } from './access/SignInAgain.tsx';
import { AsOfStrip } from './age/AsOfStrip.tsx';
import { ChangedBanner } from './age/ChangedBanner.tsx';
import { useCounsellorDaysKept, useDeskDaysKept, type KnownDay } from './age/use-kept-days.ts';
import { StaffIcon } from './look/StaffIcon.tsx';
import { COUNSELLOR_WAYS, DESK_WAYS, wayHere, type StaffWay } from './staff-ways.tsx';
import { AttentionTray } from './unsent/AttentionTray.tsx';
import { OutboxChip } from './unsent/OutboxChip.tsx';
import { OutboxWarnings } from './unsent/OutboxWarnings.tsx';
import { WayLink } from './WayLink.tsx';

interface Slots {
  urgentHelp: ReactNode;
  /** That nothing can be saved right now. */
  standing: ReactNode;
  /** That a newer version is ready. */
  update: ReactNode;
  children: ReactNode;
}

/** What is on every screen of staff: mark, the ways on, how old it is, what waits to be sent, Urgent help, Lock. */
export function StaffShell({ children, ...slots }: Slots) {
  const access = useStaffAccess();
  const isDesk = access.is === 'open' && access.me.role === 'desk';
  return (
    <StaffGate urgentHelp={slots.urgentHelp}>
      {isDesk ? <DeskFrame {...slots}>{children}</DeskFrame> : <CounsellorFrame {...slots}>{children}</CounsellorFrame>}
    </StaffGate>
  );
}

function DeskFrame(slots: Slots) {
  return (
    <Frame
      {...slots}
      home="/desk"
      ways={DESK_WAYS}
      day={useDeskDaysKept()}
      offlineNote={<Trans>check-ins are kept here and sent later; moved bookings may be missing</Trans>}
    />
  );
}

function CounsellorFrame(slots: Slots) {
  return <Frame {...slots} home="/my-day" ways={COUNSELLOR_WAYS} day={useCounsellorDaysKept()} />;
}

function Frame(props: Slots & { home: string; ways: StaffWay[]; day: KnownDay; offlineNote?: ReactNode }) {
  const { t } = useLingui();
  const { home, ways, day, offlineNote, urgentHelp, standing, update, children } = props;
  const [path] = useLocation();
  const here = wayHere(ways, path);
  const app = t({ message: 'Quietroom', comment: 'The name of the app' });
  const title = here ? `${here.word()} · ${app}` : app;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="app staff">
      <SkipLink />
      <header className="bar">
        <Home to={home} />
        <span className="end row quicks">
          <span className="bar-wide row">
            <OutboxChip />
          </span>
          {urgentHelp}
          <LockButton />
        </span>
      </header>
      <AsOfStrip age={day} note={offlineNote}>
        <span className="end narrow-only">
          <OutboxChip />
        </span>
      </AsOfStrip>
      <div className="notices">
        {standing}
        <SignInAgain />
        <OutboxWarnings />
        <ChangedBanner away={day.away} />
      </div>
      {children}
      <AttentionTray />
      {update}
      <nav className="nav" aria-label={t`Main`}>
        {ways.map((way) => (
          <WayLink key={way.to} {...way} isHere={way === here} />
        ))}
      </nav>
    </div>
  );
}

function LockButton() {
  const client = useQueryClient();
  return (
    <button type="button" className="quick leave" onClick={() => void lockNow(client)}>
      <StaffIcon name="lock" />
      <Trans>Lock</Trans>
    </button>
  );
}
