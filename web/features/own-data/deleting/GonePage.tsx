import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { Page } from '../../../ui/Page.tsx';

/** Nothing is held any more. Nothing is asked, and nothing leads back to what was. */
export function GonePage() {
  const { t } = useLingui();
  useEffect(() => {
    // A new document keeps the browser's own focus: here the sentence is what one came for.
    document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true });
  }, []);
  return (
    <Page title={t`Everything is deleted`}>
      <div className="stack narrow">
        <p>
          <Trans>Nothing is held of you any more, and this device has forgotten you.</Trans>
        </p>
        <p className="sec">
          <Trans>You can close this page. If you ever would like to talk to somebody, there is time for you.</Trans>
        </p>
      </div>
    </Page>
  );
}
