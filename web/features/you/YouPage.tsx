import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { emptyVault } from '../../offline/vault.ts';
import { api } from '../../platform/api-client.ts';
import { forgetIntents } from '../../platform/intent.ts';
import { meQuery, useMe } from '../../platform/me-query.ts';
import { prefer, usePreferences, type Preferences } from '../../platform/preferences.ts';
import { problemOf } from '../../platform/problem.ts';
import { LANGUAGE_NAMES, currentLocale, directionOf, say, speak } from '../../i18n/i18n.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Page } from '../../ui/Page.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

/** Who is signed in here, and how this device speaks and looks. */
export function YouPage() {
  const { t } = useLingui();
  return (
    <Page title={t`You`}>
      <div className="stack wide">
        <SignedIn />
        <Language />
        <Theme />
        <SharedDevice />
        <p className="meta">
          <Trans>Quietroom, release {__RELEASE__}</Trans>
        </p>
      </div>
    </Page>
  );
}

function SignedIn() {
  const me = useMe();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [failed, setFailed] = useState(false);

  const signOut = async () => {
    // The device forgets first: that must not hang on a network.
    await emptyVault();
    forgetIntents();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'catalogue' && queryKey[0] !== 'slots' });
    try {
      await api.signOut();
      prefer({ signedIn: undefined });
      client.setQueryData(meQuery.queryKey, null);
      go('/');
    } catch (error) {
      setFailed(problemOf(error).code !== 'not_signed_in');
    }
  };

  if (!me) {
    return (
      <section className="stack">
        <p className="sec">
          <Trans>You are not signed in. You can look at times and prices without it.</Trans>
        </p>
        <Link className="btn pri" href="/sign-in" style={{ justifySelf: 'start' }}>
          <Trans>Sign in with your library card</Trans>
        </Link>
      </section>
    );
  }
  return (
    <section className="stack">
      <p>
        <span className="meta blk">
          <Trans>Signed in as</Trans>
        </span>
        <b>{say(me.name)}</b>
      </p>
      <button type="button" className="btn" style={{ justifySelf: 'start' }} onClick={() => void signOut()}>
        <Trans>Sign out</Trans>
      </button>
      {failed && (
        <Banner kind="warn" title={<Trans>Not signed out at the library yet</Trans>}>
          <Trans>This device has forgotten your bookings. Sign out once more when there is a network.</Trans>
        </Banner>
      )}
    </section>
  );
}

function Language() {
  const { t } = useLingui();
  const choose = (locale: Locale) => {
    prefer({ locale });
    void speak(locale);
  };
  return (
    <fieldset>
      <legend>
        <h2 style={{ fontSize: 'var(--t-md)', marginBlockEnd: 'var(--s2)' }}>{t`Language`}</h2>
      </legend>
      <div className="chips">
        {LOCALES.map((locale) => (
          <label key={locale} className="chip" lang={locale} dir={directionOf(locale)}>
            <input
              type="radio"
              className="vh"
              name="locale"
              checked={locale === currentLocale()}
              onChange={() => choose(locale)}
            />
            {LANGUAGE_NAMES[locale]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type Theme = NonNullable<Preferences['theme']> | 'system';

function Theme() {
  const { t } = useLingui();
  const { theme = 'system' } = usePreferences();
  const choose = (chosen: Theme) => {
    prefer({ theme: chosen === 'system' ? undefined : chosen });
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
  };
  return (
    <section>
      <h2 style={{ fontSize: 'var(--t-md)', marginBlockEnd: 'var(--s2)' }}>
        <Trans>Light or dark</Trans>
      </h2>
      <Segmented<Theme>
        legend={t`Light or dark`}
        value={theme}
        onChange={choose}
        options={[
          { value: 'system', label: t`As the device` },
          { value: 'light', label: t`Light` },
          { value: 'dark', label: t`Dark` },
        ]}
      />
    </section>
  );
}

function SharedDevice() {
  const { sharedDevice = false } = usePreferences();
  const choose = (shared: boolean) => {
    prefer({ sharedDevice: shared || undefined });
    if (shared) void emptyVault();
  };
  return (
    <label className="opt ruled" style={{ justifyContent: 'space-between' }}>
      <span>
        <b>
          <Trans>Others use this device</Trans>
        </b>
        <span className="meta">
          <Trans>Keeps nothing here, and “Leave” signs you out.</Trans>
        </span>
      </span>
      <input type="checkbox" checked={sharedDevice} onChange={(event) => choose(event.target.checked)} />
    </label>
  );
}
