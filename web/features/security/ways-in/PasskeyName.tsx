import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { useSecurityWrite } from '../../../platform/queries/security-queries.ts';
import { securityApi } from '../../../platform/account/security-api.ts';
import { Field } from '../../../ui/Field.tsx';
import { SecurityFault } from '../SecurityFault.tsx';

/** What somebody calls the device that keeps the key. */
export function PasskeyName({ id, former, onDone }: { id: string; former: string; onDone: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState(former);
  const rename = useSecurityWrite(securityApi.namePasskey);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') rename.send({ id, name: name.trim() }, { onSuccess: onDone });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={t`Name of the passkey`}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={60}
      />
      <SecurityFault problem={rename.problem} />
      <div className="chips">
        <button type="submit" className="btn" aria-busy={rename.isBusy}>
          <Trans>Save the name</Trans>
        </button>
        <button type="button" className="btn text" onClick={onDone}>
          <Trans>Leave it as it is</Trans>
        </button>
      </div>
    </form>
  );
}
