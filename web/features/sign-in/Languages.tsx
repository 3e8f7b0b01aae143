import { useLingui } from '@lingui/react/macro';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { LANGUAGE_NAMES, currentLocale, directionOf, speak } from '../../i18n/i18n.ts';
import { prefer } from '../../platform/preferences.ts';

/** Whoever cannot read this page finds their own language by its name. */
export function Languages() {
  const { t } = useLingui();
  const choose = (locale: Locale) => {
    prefer({ locale });
    void speak(locale);
  };
  return (
    <fieldset>
      <legend className="meta" style={{ marginBlockEnd: 'var(--s2)' }}>{t`Language`}</legend>
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
