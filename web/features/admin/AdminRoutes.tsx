import { Redirect, Route, Switch } from 'wouter';
import { InvitationsPage } from './inviting/InvitationsPage.tsx';
import { PeoplePage } from './people/PeoplePage.tsx';

/** The screens of administrators. */
export function AdminRoutes() {
  return (
    <Switch>
      <Route path="/staff" component={PeoplePage} />
      <Route path="/staff/invitations" component={InvitationsPage} />
      <Route>
        <Redirect to="/staff" replace />
      </Route>
    </Switch>
  );
}
