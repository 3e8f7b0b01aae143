import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Text } from '#domain/ids.ts';
import { say } from '../../../i18n/i18n.ts';
import { ProviderFault } from '../../../i18n/provider-fault.tsx';
import { keepWaiting } from '../../../offline/waiting-slot.ts';
import { goThere, providerApi } from '../../../platform/account/provider-api.ts';
import { usePreferences } from '../../../platform/preferences.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';

/** Leads to the library's own provider; with the secret of an invitation, that is taken by it. */
export function ProviderButton({ name, invitation }: { name: Text; invitation?: string }) {
  const { sharedDevice = false } = usePreferences();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const provider = say(name);

  const press = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const wish = { ...(invitation !== undefined && { invitation }), ...(sharedDevice && { sharedDevice }) };
      const step = await providerApi.begin(wish);
      await keepWaiting();
      goThere(step);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <div className="stack" style={{ marginBlockStart: 'var(--s3)' }}>
      {problem && (
        <Banner kind="stop" title={<Trans>Not signed in</Trans>}>
          <ProviderFault problem={problem} name={provider} />
        </Banner>
      )}
      <button
        type="button"
        className="btn"
        style={{ justifySelf: 'start' }}
        aria-busy={isBusy}
        onClick={() => void press()}
      >
        <Trans>Sign in with {provider}</Trans>
      </button>
    </div>
  );
}
