import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { doesVaultLast } from '../../offline/vault.ts';
import { usePreferences } from '../../platform/preferences.ts';

/** What stays on the device and for how long, and which release this is. */
export function About() {
  const { sharedDevice } = usePreferences();
  const [isKept, setKept] = useState<boolean>();
  useEffect(() => void doesVaultLast().then(setKept), [sharedDevice]);

  return (
    <section className="stack meta">
      {!sharedDevice && isKept !== undefined && (
        <p>
          {isKept ? (
            <Trans>
              Your appointments are kept on this device, encrypted, until a day after they end. What they are about is
              not.
            </Trans>
          ) : (
            <Trans>This browser keeps nothing. To see your appointments here you need a network.</Trans>
          )}
        </p>
      )}
      <p>
        <Trans>
          Quietroom, release <bdi>{__RELEASE__}</bdi>
        </Trans>
      </p>
    </section>
  );
}
