import { Route, Switch } from 'wouter';
import { DoorPage } from './door/DoorPage.tsx';
import { KioskPage } from './KioskPage.tsx';

export function KioskRoutes() {
  return (
    <Switch>
      <Route path="/door" component={DoorPage} />
      <Route component={KioskPage} />
    </Switch>
  );
}
