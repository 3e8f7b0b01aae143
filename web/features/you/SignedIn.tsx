import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { say } from '../../i18n/i18n.ts';
import { signOut } from '../../offline/sign-out.ts';
import { useMe } from '../../platform/queries/me-query.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Banner } from '../../ui/Banner.tsx';

export function SignedIn() {
  const { t } = useLingui();
  const me = useMe();
  const client = useQueryClient();
  const { signedIn = false, signOutOwed = false } = usePreferences();
  const [, go] = useLocation();
  const [isLeaving, setLeaving] = useState(false);

  const leave = async () => {
    setLeaving(true);
    const isHeard = await signOut(client);
    setLeaving(false);
    if (isHeard) go('/');
  };

  if (signedIn) {
    return (
      <section className="row between">
        <p>
          <span className="meta blk">
            <Trans>Signed in as</Trans>
          </span>
          <b>{me ? say(me.name) || me.alias || t`A patron without a name` : '…'}</b>
        </p>
        <button type="button" className="btn" disabled={isLeaving} onClick={() => void leave()}>
          <Trans>Sign out</Trans>
        </button>
      </section>
    );
  }
  return (
    <section className="stack">
      {signOutOwed && !isLeaving && (
        <Banner kind="offline" title={<Trans>Signed out on this device</Trans>}>
          <Trans>Nothing of yours is left here. The library is told as soon as there is a network.</Trans>
        </Banner>
      )}
      <p className="sec">
        <Trans>You are not signed in. You can look at times and prices without it.</Trans>
      </p>
      <Link className="btn pri big" href="/sign-in">
        <Trans>Sign in</Trans>
      </Link>
    </section>
  );
}
