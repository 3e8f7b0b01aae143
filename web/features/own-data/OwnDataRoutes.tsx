import { Redirect, Route, Switch } from 'wouter';
import { DeletePage } from './deleting/DeletePage.tsx';
import { GonePage } from './deleting/GonePage.tsx';
import { LooksPage } from './LooksPage.tsx';
import { OwnDataPage } from './OwnDataPage.tsx';

/** What a person may ask and do about all that is held of them. `onGone`: nothing is, any more. */
export function OwnDataRoutes({ onGone }: { onGone: () => void }) {
  return (
    <Switch>
      <Route path="/you/data" component={OwnDataPage} />
      <Route path="/you/data/looks" component={LooksPage} />
      <Route path="/you/data/delete">
        <DeletePage onGone={onGone} />
      </Route>
      <Route path="/gone" component={GonePage} />
      <Route>
        <Redirect to="/you/data" replace />
      </Route>
    </Switch>
  );
}
