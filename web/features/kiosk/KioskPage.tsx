import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { meQuery } from '../../platform/queries/me-query.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Mark } from '../../ui/Icon.tsx';
import { CheckInScreen } from './pad/CheckInScreen.tsx';
import { EndScreen } from './setup/EndScreen.tsx';
import { ScreenOver } from './setup/ScreenOver.tsx';
import { SetUpScreen } from './setup/SetUpScreen.tsx';
import { useStayAwake, useStayHere } from './stay-here.ts';

/** How often a screen asks whether it is still one. */
const STILL_MS = 60_000;

/** Where people check themselves in. Set up by the desk, and from then on nothing but that. */
export function KioskPage() {
  const { data: me, isPending } = useQuery({ ...meQuery, refetchInterval: STILL_MS });
  if (isPending) return <main id="content" aria-busy="true" />;
  if (me?.role === 'desk') return <SetUpScreen kind="kiosk" branch={me.branch} />;
  return me?.role === 'kiosk' ? <Kiosk branch={me.branch} /> : <ScreenOver />;
}

function Kiosk({ branch }: { branch: string | undefined }) {
  useStayHere();
  useStayAwake();
  const catalogue = useCatalogue();
  const { locale } = usePreferences();
  const [isEnding, setEnding] = useState(false);
  const spoken = LOCALES.find((one) => one === byId(catalogue?.branches, branch)?.locale);
  const home: Locale = locale ?? spoken ?? 'en';

  return (
    <div className="kiosk">
      <main id="content">
        {isEnding ? <EndScreen onStay={() => setEnding(false)} /> : <CheckInScreen home={home} />}
      </main>
      <footer>
        <Mark />
        {!isEnding && (
          <button type="button" className="quick" onClick={() => setEnding(true)}>
            <Trans>For the desk</Trans>
          </button>
        )}
      </footer>
    </div>
  );
}
