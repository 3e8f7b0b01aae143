import { Redirect, Route, Switch } from 'wouter';
import { ArrivalsPage } from './arrivals/ArrivalsPage.tsx';
import { CashUpPage } from './paper/CashUpPage.tsx';
import { DaySheetPage } from './paper/DaySheetPage.tsx';
import { ReceiptPage } from './paper/ReceiptPage.tsx';
import { DeskFindPage } from './people/DeskFindPage.tsx';
import { PatronPage } from './people/PatronPage.tsx';
import { RoomsTodayPage } from './rooms/RoomsTodayPage.tsx';

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
