import { lazy, Suspense, type ComponentType } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { FindPage } from '../features/find/FindPage.tsx';
import { loadArea, type Area } from '../i18n/i18n.ts';
import { leaveAsGone } from './leave.ts';
import { keepBookings } from './start/keep-bookings.ts';
import { PageFault } from './PageFault.tsx';
import { usePageTitle } from './page-title.ts';
import { useScrollMemory } from './scroll-memory.ts';

/** A page's code and its texts come together, and only when it is opened. The first screen is in the first chunk. */
function page<P extends object>(area: Area, load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    const isOfBookings = area === 'confirm' || area === 'bookings';
    const texts = [loadArea(area), loadArea('problems')];
    const [component] = await Promise.all([load(), ...texts, isOfBookings && keepBookings()]);
    return { default: component };
  });
}

const ConfirmPage = page('confirm', async () => (await import('../features/confirm/ConfirmPage.tsx')).ConfirmPage);
const SignInRoutes = page('sign-in', async () => (await import('../features/sign-in/SignInRoutes.tsx')).SignInRoutes);
const ContactsPage = page(
  'sign-in',
  async () => (await import('../features/sign-in/contacts/ContactsPage.tsx')).ContactsPage,
);
const InvitedPage = page(
  'sign-in',
  async () => (await import('../features/sign-in/invited/InvitedPage.tsx')).InvitedPage,
);
const BookingsPage = page('bookings', async () => (await import('../features/bookings/BookingsPage.tsx')).BookingsPage);
const BookingPage = page('bookings', async () => (await import('../features/bookings/BookingPage.tsx')).BookingPage);
const MovePage = page('bookings', async () => (await import('../features/bookings/MovePage.tsx')).MovePage);
const SecurityPage = page('security', async () => (await import('../features/security/SecurityPage.tsx')).SecurityPage);
const LinkPage = page('ticket-link', async () => (await import('../features/ticket-link/LinkPage.tsx')).LinkPage);
const ReachPage = page('you', async () => (await import('../features/you/reach/ReachPage.tsx')).ReachPage);
const FamilyPage = page('family', async () => (await import('../features/family/FamilyPage.tsx')).FamilyPage);
const OwnDataRoutes = page(
  'own-data',
  async () => (await import('../features/own-data/OwnDataRoutes.tsx')).OwnDataRoutes,
);
const YouPage = page('you', async () => (await import('../features/you/YouPage.tsx')).YouPage);

export function Routes() {
  const [path] = useLocation();
  usePageTitle(path);
  useScrollMemory(path);

  return (
    <PageFault key={path}>
      <Suspense fallback={<main id="content" aria-busy="true" />}>
        <Switch>
          <Route path="/" component={FindPage} />
          <Route path="/hold/:id">{({ id }) => <ConfirmPage id={id} />}</Route>
          <Route path="/sign-in/*?" component={SignInRoutes} />
          <Route path="/invited" component={InvitedPage} />
          <Route path="/bookings" component={BookingsPage} />
          <Route path="/bookings/:id">{({ id }) => <BookingPage id={id} />}</Route>
          <Route path="/bookings/:id/move">{({ id }) => <MovePage id={id} />}</Route>
          <Route path="/t" component={LinkPage} />
          <Route path="/you" component={YouPage} />
          <Route path="/you/security" component={SecurityPage} />
          <Route path="/you/contacts" component={ContactsPage} />
          <Route path="/you/reach" component={ReachPage} />
          <Route path="/you/people" component={FamilyPage} />
          <Route path={/^\/(you\/data|gone)(\/|$)/}>
            <OwnDataRoutes onGone={leaveAsGone} />
          </Route>
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </Suspense>
    </PageFault>
  );
}
