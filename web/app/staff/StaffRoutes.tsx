import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import adminStyle from '../../features/admin/admin.css?url';
import counsellorStyle from '../../features/counsellor/counsellor.css?url';
import deskStyle from '../../features/desk/desk.css?url';
import kioskStyle from '../../features/kiosk/kiosk.css?url';
import { loadArea, type Area } from '../../i18n/i18n.ts';
import { lookAtVault } from '../../offline/staff-vault/staff-access.ts';
import staffStyle from '../../staff/staff.css?url';
import { AdminShell } from '../../staff/AdminShell.tsx';
import { StaffShell } from '../../staff/StaffShell.tsx';
import { Loaded } from '../Loaded.tsx';
import { PageFault } from '../PageFault.tsx';
import { queryClient } from '../query-client.ts';
import { useScrollMemory } from '../scroll-memory.ts';
import { UpdateToast } from '../UpdateToast.tsx';
import { WritingStopped } from '../WritingStopped.tsx';
import { loadStyle } from './load-style.ts';
import { UrgentButton } from './UrgentButton.tsx';

/** An area's code, texts and style come together, and only when it is opened. */
function area(name: Area, style: string | undefined, load: () => Promise<ComponentType>) {
  let loading: Promise<ComponentType> | undefined;
  return () =>
    (loading ??= Promise.all([load(), loadArea(name), style && loadStyle(style)]).then(
      ([component]) => component,
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
}

const loadDesk = area('desk', deskStyle, async () => (await import('../../features/desk/DeskRoutes.tsx')).DeskRoutes);
const loadCounsellor = area(
  'counsellor',
  counsellorStyle,
  async () => (await import('../../features/counsellor/CounsellorRoutes.tsx')).CounsellorRoutes,
);
const loadAdmin = area(
  'admin',
  adminStyle,
  async () => (await import('../../features/admin/AdminRoutes.tsx')).AdminRoutes,
);
const loadKiosk = area(
  'kiosk',
  kioskStyle,
  async () => (await import('../../features/kiosk/KioskRoutes.tsx')).KioskRoutes,
);

const loadAccount = area(
  'security',
  undefined,
  async () => (await import('../../features/security/SecurityPage.tsx')).SecurityPage,
);

const isInTheOpen = (path: string) => /^\/(kiosk|door)/.test(path);
const isOfAdmins = (path: string) => /^\/staff(\/|$)/.test(path);
function areaOf(path: string) {
  if (isInTheOpen(path)) return loadKiosk;
  if (isOfAdmins(path)) return loadAdmin;
  if (path.startsWith('/account')) return loadAccount;
  return path.startsWith('/desk') ? loadDesk : loadCounsellor;
}

/** What all areas of staff share, before any of them is drawn. The area's own code and what the device kept come beside it. */
export async function openStaff(): Promise<ComponentType> {
  const { pathname } = location;
  void areaOf(pathname)().catch(() => undefined);
  if (!isInTheOpen(pathname) && !isOfAdmins(pathname)) void lookAtVault(queryClient);
  await Promise.all([loadArea('staff'), loadArea('problems'), loadStyle(staffStyle)]);
  return StaffRoutes;
}

/** Where staff work. A kiosk and a door sign stand in the open: they have no bar, no ways on and nothing to unlock. */
function StaffRoutes() {
  const [path] = useLocation();
  useScrollMemory(path);
  const load = areaOf(path);
  const page = (
    <PageFault key={path}>
      <Loaded load={load}>
        <main id="content" aria-busy="true" />
      </Loaded>
    </PageFault>
  );
  if (isInTheOpen(path)) return page;
  if (isOfAdmins(path)) {
    return (
      <AdminShell urgentHelp={<UrgentButton />} standing={<WritingStopped isAtWork />} update={<UpdateToast />}>
        {page}
      </AdminShell>
    );
  }
  return (
    <StaffShell urgentHelp={<UrgentButton />} standing={<WritingStopped isAtWork />} update={<UpdateToast />}>
      {page}
    </StaffShell>
  );
}
