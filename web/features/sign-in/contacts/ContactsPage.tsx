import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { useState } from 'react';
import { usePreferences } from '../../../platform/preferences.ts';
import { useSignInWays } from '../../../platform/queries/sign-in-ways-query.ts';
import { Page } from '../../../ui/Page.tsx';
import { AddContact } from './AddContact.tsx';
import { ContactList } from './ContactList.tsx';

/** Where a code to sign in can go. Reached from "You". */
export function ContactsPage() {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  const { codeBy = [] } = useSignInWays() ?? {};
  const [isAdding, setAdding] = useState(false);
  return (
    <Page title={t`Phone and e-mail`}>
      <div className="stack wide narrow">
        {signedIn ? (
          <>
            <p className="sec">
              <Trans>Where a code to sign in can be sent. Only you see them here, and not in full.</Trans>
            </p>
            <ContactList />
            {codeBy.length > 0 && <AddContact codeBy={codeBy} isOpen={isAdding} onOpen={setAdding} />}
          </>
        ) : (
          <Link className="btn pri" style={{ justifySelf: 'start' }} href="/sign-in">
            <Trans>Sign in</Trans>
          </Link>
        )}
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/you">
          <Trans>Back to You</Trans>
        </Link>
      </div>
    </Page>
  );
}
