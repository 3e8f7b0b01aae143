import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import counsellorStyle from '../../features/counsellor/counsellor.css?url';
import deskStyle from '../../features/desk/desk.css?url';
import kioskStyle from '../../features/kiosk/kiosk.css?url';
import { loadArea, type Area } from '../../i18n/i18n.ts';
import staffStyle from '../../staff/staff.css?url';
import { StaffShell } from '../../staff/StaffShell.tsx';
import { UpdateToast } from '../UpdateToast.tsx';
import { loadStyle } from './load-style.ts';
import { UrgentButton } from './UrgentButton.tsx';

/** An area's code, texts and style come together, and only when it is opened. */
function area(name: Area, style: string, load: () => Promise<ComponentType>) {
  return lazy(async () => {
    const [component] = await Promise.all([load(), loadArea(name), loadStyle(style)]);
    return { default: component };
  });
}

/** What all areas of staff share, before any of them is drawn. */
export async function openStaff(): Promise<{ default: ComponentType }> {
  await Promise.all([loadArea('staff'), loadArea('problems'), loadStyle(staffStyle)]);
  return { default: StaffRoutes };
}

const Desk = area('desk', deskStyle, async () => (await import('../../features/desk/DeskRoutes.tsx')).DeskRoutes);
const Counsellor = area(
  'counsellor',
  counsellorStyle,
  async () => (await import('../../features/counsellor/CounsellorRoutes.tsx')).CounsellorRoutes,
);
const Kiosk = area('kiosk', kioskStyle, async () => (await import('../../features/kiosk/KioskRoutes.tsx')).KioskRoutes);

/** Where staff work. A kiosk and a door sign stand in the open: they have no bar, no ways on and nothing to unlock. */
function StaffRoutes() {
  const [path] = useLocation();
  if (/^\/(kiosk|door)/.test(path)) return <Wait>{<Kiosk />}</Wait>;

  return (
    <StaffShell urgentHelp={<UrgentButton />} update={<UpdateToast />}>
      <Wait>{path.startsWith('/desk') ? <Desk /> : <Counsellor />}</Wait>
    </StaffShell>
  );
}

function Wait({ children }: { children: ReactNode }) {
  return <Suspense fallback={<main id="content" aria-busy="true" />}>{children}</Suspense>;
}
