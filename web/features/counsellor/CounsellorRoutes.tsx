import { Route, Switch } from 'wouter';
import { MyDayPage } from './day/MyDayPage.tsx';
import { MyWeekPage } from './week/MyWeekPage.tsx';

export function CounsellorRoutes() {
  return (
    <Switch>
      <Route path="/my-week" component={MyWeekPage} />
      <Route component={MyDayPage} />
    </Switch>
  );
}
