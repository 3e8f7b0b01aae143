import { Redirect, Route, Switch } from 'wouter';
import { SignInByCodePage } from './by-code/SignInByCodePage.tsx';
import { ProviderPage } from './by-provider/ProviderPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { StartPage } from './start/StartPage.tsx';

/** Every way in, in one chunk: who looks at one of them is about to need another. */
export function SignInRoutes() {
  return (
    <Switch>
      <Route path="/sign-in" component={SignInPage} />
      <Route path="/sign-in/code" component={SignInByCodePage} />
      <Route path="/sign-in/new" component={StartPage} />
      <Route path="/sign-in/provider" component={ProviderPage} />
      <Route>
        <Redirect to="/sign-in" replace />
      </Route>
    </Switch>
  );
}
