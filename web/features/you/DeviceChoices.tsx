import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { LANGUAGE_NAMES, currentLocale, directionOf, speak } from '../../i18n/i18n.ts';
import type { Preferences } from '../../platform/early/kept-preferences.ts';
import { prefer, usePreferences } from '../../platform/preferences.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

export function DeviceChoices() {
  return (
    <>
      <Language />
      <Theme />
    </>
  );
}

/** Each language by its own name: whoever is lost in another one finds the way back. */
function Language() {
  const { t } = useLingui();
  const [isMissing, setMissing] = useState(false);

  const choose = async (locale: Locale) => {
    try {
      await speak(locale);
      prefer({ locale });
      setMissing(false);
    } catch {
      setMissing(true);
    }
  };
  return (
    <fieldset className="stack">
      <legend className="legend">{t`Language`}</legend>
      <div className="chips">
        {LOCALES.map((locale) => (
          <label key={locale} className="chip" lang={locale} dir={directionOf(locale)}>
            <input
              type="radio"
              className="vh"
              name="locale"
              checked={locale === currentLocale()}
              onChange={() => void choose(locale)}
            />
            <Icon name="tick" small className="tickmark" />
            {LANGUAGE_NAMES[locale]}
          </label>
        ))}
      </div>
      {isMissing && (
        <Banner kind="warn">
          <Trans>This language has not been loaded on this device yet. It needs a network once.</Trans>
        </Banner>
      )}
    </fieldset>
  );
}

type ThemeChoice = NonNullable<Preferences['theme']> | 'system';

function Theme() {
  const { t } = useLingui();
  const { theme = 'system' } = usePreferences();

  const choose = (chosen: ThemeChoice) => prefer({ theme: chosen === 'system' ? undefined : chosen });
  return (
    <section>
      <h2 className="legend">
        <Trans>Light or dark</Trans>
      </h2>
      <Segmented<ThemeChoice>
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
