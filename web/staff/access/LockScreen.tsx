import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useOutbox } from '../../offline/outbox/outbox.ts';
import { unlock } from '../../offline/staff-vault/staff-access.ts';
import { signOutStaff } from '../../offline/staff-vault/staff-sign-out.ts';
import { MAX_TRIES } from '../../offline/staff-vault/vault-lock.ts';
import { Page } from '../../ui/Page.tsx';
import { PinField, pinIn } from './PinField.tsx';

/** Hides everything until the PIN is typed. What waits goes on being sent behind it. */
export function LockScreen({ triesLeft }: { triesLeft: number }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { waiting } = useOutbox();
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState<'shape' | 'pin'>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = pinIn(pin);
    if (!typed) return setWrong('shape');
    if (isBusy) return;
    setBusy(true);
    setPin('');
    const result = await unlock(client, typed);
    setBusy(false);
    if (result === 0) await signOutStaff(client);
    else if (result !== 'open') setWrong('pin');
  };
  return (
    <Page title={t`Locked`}>
      <form ref={form} className="stack wide" onSubmit={(event) => void submit(event)} noValidate>
        <PinField
          label={t`PIN of this device`}
          value={pin}
          wrong={
            wrong === 'shape' ? (
              <Trans>Type four to eight digits.</Trans>
            ) : (
              (wrong === 'pin' || triesLeft < MAX_TRIES) && <TriesLeft triesLeft={triesLeft} />
            )
          }
          onChange={setPin}
        />
        <button type="submit" className="btn pri big full" aria-busy={isBusy}>
          <Trans>Open</Trans>
        </button>
        {waiting.length > 0 && (
          <p className="sec" role="status">
            <Plural
              value={waiting.length}
              one="# entry still waits. It is sent by itself, also while this screen is locked."
              other="# entries still wait. They are sent by themselves, also while this screen is locked."
            />
          </p>
        )}
        <div className="stack">
          <p className="sec">
            <Trans>You do not know the PIN, or somebody else takes over? Sign out, and sign in with a password.</Trans>
          </p>
          <button
            type="button"
            className="btn"
            style={{ justifySelf: 'start' }}
            onClick={() => void signOutStaff(client)}
          >
            <Trans>Sign out</Trans>
          </button>
        </div>
      </form>
    </Page>
  );
}

function TriesLeft({ triesLeft }: { triesLeft: number }) {
  return (
    <Plural
      value={triesLeft}
      one="That was not the PIN. After # more wrong try everything that is kept here is deleted."
      other="That was not the PIN. After # more wrong tries everything that is kept here is deleted."
    />
  );
}
