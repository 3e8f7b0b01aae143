import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useState } from 'react';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { currentLocale, speak } from '../../../i18n/i18n.ts';
import { useOnline } from '../../../platform/online.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { problemOf } from '../../../platform/problem.ts';
import { useKioskCheckIn } from '../../../platform/queries/staff/screen-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { ANSWER_MS, CheckInAnswer, type Outcome } from './CheckInAnswer.tsx';
import { KeyPad } from './KeyPad.tsx';
import { LanguageKeys } from './LanguageKeys.tsx';
import { useTypedCode } from './use-typed-code.ts';

/** A visitor who chose a language and then went away does not leave it to the next one for long. */
const LANGUAGE_MS = 60_000;

/** What every visitor finds: a pad, a reader for the ticket, and after each the same empty screen again. */
export function CheckInScreen({ home }: { home: Locale }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const online = useOnline();
  const [outcome, setOutcome] = useState<Outcome>();
  const { mutateAsync: checkIn, isPending: isBusy } = useKioskCheckIn();
  const [touches, setTouches] = useState(0);

  const send = async (code: string) => {
    if (!isBusy) setOutcome(await checkIn({ code }).catch(problemOf));
  };
  const touched = () => {
    setOutcome(undefined);
    setTouches((count) => count + 1);
  };
  const typed = useTypedCode((code) => void send(code), touched);
  const startAfresh = () => {
    setOutcome(undefined);
    if (currentLocale() !== home) void speak(home).catch(() => undefined);
  };
  const leftAlone = useEffectEvent(startAfresh);

  useEffect(() => {
    const timer = setTimeout(leftAlone, outcome ? ANSWER_MS : LANGUAGE_MS);
    return () => clearTimeout(timer);
  }, [outcome, touches]);

  const locales = LOCALES.filter((locale) => catalogue?.network.locales.includes(locale) ?? true);
  if (outcome) return <CheckInAnswer key={touches} outcome={outcome} onDone={startAfresh} />;
  return (
    <>
      <section className="invite">
        <h1>
          <Trans>Check in</Trans>
        </h1>
        <p>
          <Trans>Type the six digits of your appointment, or hold its square code under the reader.</Trans>
        </p>
        {!online && (
          <Banner kind="offline" title={<Trans>This screen has no network just now</Trans>}>
            <Trans>Please come to the desk. It can check you in without one.</Trans>
          </Banner>
        )}
        <p className="vh" role="status">
          {isBusy && t`One moment`}
        </p>
        <LanguageKeys locales={locales} onChoose={touched} />
      </section>
      <KeyPad code={typed} isBusy={isBusy} />
    </>
  );
}
