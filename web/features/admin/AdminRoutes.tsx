import { Redirect, Route, Switch } from 'wouter';
import { BackupsPage } from './backups/BackupsPage.tsx';
import { InvitationsPage } from './inviting/InvitationsPage.tsx';
import { ProgrammesPage } from './partner/ProgrammesPage.tsx';
import { PeoplePage } from './people/PeoplePage.tsx';
import { RecordPage } from './record/RecordPage.tsx';

/** The screens of administrators, and of those who watch: partners and auditors. The shell lets each see their own. */
export function AdminRoutes() {
  return (
    <Switch>
      <Route path="/staff" component={PeoplePage} />
      <Route path="/staff/invitations" component={InvitationsPage} />
      <Route path="/staff/backups" component={BackupsPage} />
      <Route path="/staff/programmes" component={ProgrammesPage} />
      <Route path="/staff/record" component={RecordPage} />
      <Route>
        <Redirect to="/staff" replace />
      </Route>
    </Switch>
  );
}
