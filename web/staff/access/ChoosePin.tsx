import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { lengthWord } from '../../i18n/meeting-words.ts';
import { choosePin } from '../../offline/staff-vault/staff-access.ts';
import { signOutStaff } from '../../offline/staff-vault/staff-sign-out.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Page } from '../../ui/Page.tsx';
import { PinField, pinIn } from './PinField.tsx';

/** Once after signing in: what opens this screen again, with and without a network. */
export function ChoosePin({ lockMin }: { lockMin: number }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { sharedDevice = false } = usePreferences();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [isSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const chosen = pinIn(pin);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!chosen || pinIn(again) !== chosen || isBusy) return;
    setBusy(true);
    void choosePin(client, chosen).catch(() => setBusy(false));
  };
  return (
    <Page title={t`Choose a PIN`}>
      <form className="stack wide" onSubmit={submit} noValidate>
        <p className="sec">
          <Trans>
            This screen locks after {lengthWord(lockMin)} without a touch. The PIN opens it again, without a network
            too. After five wrong tries everything that is kept here is deleted.
          </Trans>
        </p>
        <PinField
          label={t`New PIN`}
          hint={<Trans>Four to eight digits, only for this device.</Trans>}
          wrong={isSent && !chosen && <Trans>Type four to eight digits.</Trans>}
          value={pin}
          isNew
          onChange={setPin}
        />
        <PinField
          label={t`The same PIN again`}
          wrong={isSent && chosen && pinIn(again) !== chosen && <Trans>The two are not the same.</Trans>}
          value={again}
          isNew
          onChange={setAgain}
        />
        {sharedDevice && (
          <p className="sec">
            <Trans>Others use this device: nothing that can be read stays here when this tab is closed.</Trans>
          </p>
        )}
        <button type="submit" className="btn pri big full" aria-busy={isBusy}>
          <Trans>Open</Trans>
        </button>
        <button type="button" className="btn text" onClick={() => void signOutStaff(client)}>
          <Trans>Sign out</Trans>
        </button>
      </form>
    </Page>
  );
}
