import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ArrivalsPage } from './arrivals/ArrivalsPage.tsx';

// Arrivals is what a desk waits for; the rest comes when it is opened, and the worker has it for the hours offline.
const RoomsTodayPage = lazy(async () => ({ default: (await import('./rooms/RoomsTodayPage.tsx')).RoomsTodayPage }));
const DeskFindPage = lazy(async () => ({ default: (await import('./people/DeskFindPage.tsx')).DeskFindPage }));
const PatronPage = lazy(async () => ({ default: (await import('./people/PatronPage.tsx')).PatronPage }));
const CashUpPage = lazy(async () => ({ default: (await import('./paper/CashUpPage.tsx')).CashUpPage }));
const DaySheetPage = lazy(async () => ({ default: (await import('./paper/DaySheetPage.tsx')).DaySheetPage }));
const ReceiptPage = lazy(async () => ({ default: (await import('./paper/ReceiptPage.tsx')).ReceiptPage }));

/** The front desk's screens. */
export function DeskRoutes() {
  return (
    <Switch>
      <Route path="/desk" component={ArrivalsPage} />
      <Route path="/desk/rooms" component={RoomsTodayPage} />
      <Route path="/desk/find" component={DeskFindPage} />
      <Route path="/desk/patrons/:id">{({ id }) => <PatronPage key={id} id={decodeURIComponent(id)} />}</Route>
      <Route path="/desk/cash-up" component={CashUpPage} />
      <Route path="/desk/day-sheet" component={DaySheetPage} />
      <Route path="/desk/receipt/:booking">{({ booking }) => <ReceiptPage booking={booking} />}</Route>
      <Route>
        <Redirect to="/desk" replace />
      </Route>
    </Switch>
  );
}
