import { Trans } from '@lingui/react/macro';
import type { Locale } from '#domain/ids.ts';
import { LANGUAGE_NAMES, currentLocale } from '../../../i18n/i18n.ts';
import type { Choose } from './use-choose.ts';

/** A screen's language is the device's, a message's the person's: where they differ, one press makes them the same. */
export function MessageLanguage({ locale, choose }: { locale: Locale; choose: Choose }) {
  const shown = currentLocale();
  return (
    <section className="row between">
      <p className="sec grow">
        <Trans>
          Messages come in this language: <bdi lang={locale}>{LANGUAGE_NAMES[locale]}</bdi>
        </Trans>
      </p>
      {locale !== shown && (
        <button type="button" className="btn" onClick={() => choose({ locale: shown })}>
          <span>
            <Trans>
              Rather <bdi>{LANGUAGE_NAMES[shown]}</bdi>
            </Trans>
          </span>
        </button>
      )}
    </section>
  );
}
