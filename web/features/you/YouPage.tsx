import { useLingui } from '@lingui/react/macro';
import { Page } from '../../ui/Page.tsx';
import { About } from './About.tsx';
import { DeviceChoices } from './DeviceChoices.tsx';
import { Install } from './Install.tsx';
import { OwnAccount } from './OwnAccount.tsx';
import { OwnConsent } from './OwnConsent.tsx';
import { SharedDevice } from './SharedDevice.tsx';
import { SignedIn } from './SignedIn.tsx';

/** Who is signed in here, and how this device speaks, looks and forgets. */
export function YouPage() {
  const { t } = useLingui();
  return (
    <Page title={t`You`}>
      <div className="stack wide narrow">
        <SignedIn />
        <OwnAccount />
        <DeviceChoices />
        <section aria-label={t`This device`}>
          <SharedDevice />
          <Install />
        </section>
        <OwnConsent />
        <About />
      </div>
    </Page>
  );
}
