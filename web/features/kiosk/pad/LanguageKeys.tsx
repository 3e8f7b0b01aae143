import { useLingui } from '@lingui/react/macro';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { currentLocale, directionOf, LANGUAGE_NAMES, speak } from '../../../i18n/i18n.ts';

/** Each language by its own name. What a visitor chooses lasts for that visitor only. */
export function LanguageKeys({ locales = LOCALES, onChoose }: { locales?: readonly Locale[]; onChoose: () => void }) {
  const { t } = useLingui();
  const choose = async (locale: Locale) => {
    // Texts that cannot be fetched leave the screen as it is: it can be read in the language it has.
    await speak(locale).catch(() => undefined);
    onChoose();
  };
  return (
    <div className="tongues" role="group" aria-label={t`Language`}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          className="btn big"
          lang={locale}
          dir={directionOf(locale)}
          aria-pressed={locale === currentLocale()}
          onClick={() => void choose(locale)}
        >
          {LANGUAGE_NAMES[locale]}
        </button>
      ))}
    </div>
  );
}
