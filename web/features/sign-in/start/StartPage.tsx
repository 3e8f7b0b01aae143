import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { SignUpAnswer } from '#contract/sign-in.ts';
import { currentLocale } from '../../../i18n/i18n.ts';
import { accountApi } from '../../../platform/account/account-api.ts';
import { recall } from '../../../platform/chosen-slot.ts';
import { preferences, usePreferences } from '../../../platform/preferences.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Field } from '../../../ui/Field.tsx';
import { Page } from '../../../ui/Page.tsx';
import { SignInFault } from '../SignInFault.tsx';
import { useSignIn, type Onward } from '../use-sign-in.ts';
import { WaitingTime } from '../WaitingTime.tsx';
import { OwnCodeCard } from './OwnCodeCard.tsx';

/** A first visit with neither card nor contact: nothing is asked but, for who wants to say one, a name to be called by. */
export function StartPage() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [codeCard, setCodeCard] = useState<SignUpAnswer['codeCard']>();
  const [onward, setOnward] = useState<Onward>();
  // The time that waits is held at once; where that leads to is gone to when the card has been read.
  const attempt = useSignIn(setOnward);
  const branch = useBranchToStartAt();

  const start = (alias: string) =>
    attempt.signIn(async () => {
      const { sharedDevice = false } = preferences();
      const asked = { branch: branch ?? '', locale: currentLocale(), ...(alias && { alias }) };
      const made = await accountApi.signUp({ ...asked, ...(sharedDevice && { sharedDevice }) });
      setCodeCard(made.codeCard);
    });

  if (codeCard) {
    return (
      <Page title={t`Your card`}>
        <div className="stack wide narrow">
          <OwnCodeCard codeCard={codeCard} />
          <button
            type="button"
            className="btn pri big full no-print"
            aria-busy={!onward}
            onClick={() => onward && go(onward.path, { replace: true, state: onward.state ?? {} })}
          >
            <Trans>I have kept it</Trans>
          </button>
          {onward?.path.startsWith('/hold') && (
            <p className="meta" role="status">
              <Trans>Your time is kept for you meanwhile.</Trans>
            </p>
          )}
        </div>
      </Page>
    );
  }
  return (
    <Page title={t`Start without a card`}>
      <div className="stack wide narrow">
        <WaitingTime />
        <StartForm onStart={start} isBusy={attempt.isBusy || branch === undefined} />
        {attempt.problem && <SignInFault problem={attempt.problem} />}
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/sign-in">
          <Trans>Other ways to sign in</Trans>
        </Link>
      </div>
    </Page>
  );
}

function StartForm({ onStart, isBusy }: { onStart: (alias: string) => void; isBusy: boolean }) {
  const { t } = useLingui();
  const { sharedDevice = false } = usePreferences();
  const [alias, setAlias] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart(alias.trim());
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="sec">
        <Trans>You get a number and a PIN to sign in with. We ask for no name, no phone and no address.</Trans>
      </p>
      <Field
        label={t`What shall we call you? (you may leave it empty)`}
        hint={t`Any word you like, not your real name. Without one you get a word like “Heron”.`}
        value={alias}
        onChange={(event) => setAlias(event.target.value)}
        autoComplete="off"
        maxLength={40}
      />
      {sharedDevice && (
        <p className="meta">
          <Trans>Others use this device, so nothing is kept here. Write the number and the PIN down.</Trans>
        </p>
      )}
      <button type="submit" className="btn pri big full" aria-busy={isBusy}>
        <Trans>Start</Trans>
      </button>
    </form>
  );
}

/** The library that somebody looks at: of the time that waits, else the one they chose, else the first. */
function useBranchToStartAt(): string | undefined {
  const catalogue = useCatalogue();
  const { branch } = usePreferences();
  return recall().chosen?.slot.branch ?? branch ?? catalogue?.branches[0]?.id;
}
