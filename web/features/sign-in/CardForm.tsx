import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { foldDigits } from '../../i18n/digits.ts';
import { currentLocale, directionOf } from '../../i18n/i18n.ts';
import { api } from '../../platform/api-client.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Field } from '../../ui/Field.tsx';
import { SignInFault } from './SignInFault.tsx';
import type { SignIn } from './use-sign-in.ts';

/** A library card and its PIN, in whatever digits the keyboard has. */
export function CardForm({ attempt }: { attempt: SignIn }) {
  const { t } = useLingui();
  const { sharedDevice = false } = usePreferences();
  const [card, setCard] = useState('');
  const [pin, setPin] = useState('');
  const [missing, setMissing] = useState<'card' | 'pin'>();
  const [isSent, setSent] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = { card: tidy(card), pin: tidy(pin) };
    const lacks = typed.card === '' ? 'card' : typed.pin === '' ? 'pin' : undefined;
    setMissing(lacks);
    setSent(!lacks);
    if (!lacks) attempt.signIn(() => api.signInWithCard({ ...typed, ...(sharedDevice && { sharedDevice }) }));
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={t`Library card number`}
        hint={directionOf(currentLocale()) === 'rtl' && t`Either kind of digits: 0–9 or ۰–۹`}
        wrong={missing === 'card' && <Trans>Type the number that is on your card.</Trans>}
        value={card}
        onChange={(event) => setCard(event.target.value)}
        dir="ltr"
        inputMode="numeric"
        autoComplete={sharedDevice ? 'off' : 'username'}
        maxLength={40}
      />
      <Field
        label={t`PIN`}
        wrong={missing === 'pin' && <Trans>Type the PIN that belongs to the card.</Trans>}
        value={pin}
        onChange={(event) => setPin(event.target.value)}
        type="password"
        dir="ltr"
        inputMode="numeric"
        autoComplete={sharedDevice ? 'off' : 'current-password'}
        maxLength={40}
      />
      {isSent && attempt.problem && <SignInFault problem={attempt.problem} />}
      <button type="submit" className="btn pri big full" aria-busy={attempt.isBusy}>
        <Trans>Sign in</Trans>
      </button>
    </form>
  );
}

const tidy = (typed: string) => foldDigits(typed).replace(/\s/g, '');
