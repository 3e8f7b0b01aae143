import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Passkey } from '#contract/account/passkeys.ts';
import { deviceName } from '#domain/account/device-name.ts';
import { dateAt, fullDate } from '../../../i18n/format.ts';
import { canKeepPasskeys, makePasskey } from '../../../platform/account/passkeys.ts';
import { usePasskeys, useSecurityWrite } from '../../../platform/queries/security-queries.ts';
import { securityApi } from '../../../platform/account/security-api.ts';
import { AskFirst } from '../AskFirst.tsx';
import { PartLoading } from '../PartLoading.tsx';
import { PasskeyName } from './PasskeyName.tsx';
import { SecurityFault } from '../SecurityFault.tsx';

/** Ways in that nobody can read off, type or take away. */
export function PasskeysPart() {
  const { t } = useLingui();
  const list = usePasskeys();
  const own = list.data?.passkeys ?? [];
  return (
    <section className="stack" aria-label={t`Passkeys`}>
      <h2>
        <Trans>Passkeys</Trans>
      </h2>
      <p>
        <Trans>
          Sign in with the lock of your device: your fingerprint, your face or its PIN. There is nothing to remember,
          and nobody can take it from you.
        </Trans>
      </p>
      <PartLoading query={list}>
        {own.length === 0 ? (
          <p className="sec">
            <Trans>You have no passkey yet.</Trans>
          </p>
        ) : (
          <ul className="lines">
            {own.map((one) => (
              <PasskeyRow key={one.id} one={one} />
            ))}
          </ul>
        )}
        <AddPasskey />
      </PartLoading>
    </section>
  );
}

/** The one press that makes a passkey of this device. */
export function AddPasskey() {
  const add = useSecurityWrite(makePasskey);
  if (!canKeepPasskeys()) {
    return (
      <p className="sec">
        <Trans>This browser cannot keep passkeys, or not at this address.</Trans>
      </p>
    );
  }
  const { browser, system } = deviceName(navigator.userAgent);
  const name = [browser, system].filter(Boolean).join(', ') || '1';
  const isGivenUp = add.problem?.code === 'unclear';
  return (
    <>
      {isGivenUp ? (
        <p role="status">
          <Trans>The passkey was not made. Try again if you want to.</Trans>
        </p>
      ) : (
        <SecurityFault problem={add.problem} />
      )}
      <button
        type="button"
        className="btn"
        style={{ justifySelf: 'start' }}
        aria-busy={add.isBusy}
        onClick={() => add.send(name)}
      >
        <Trans>Add a passkey</Trans>
      </button>
    </>
  );
}

function PasskeyRow({ one }: { one: Passkey }) {
  const { t } = useLingui();
  const [asked, ask] = useState<'name' | 'remove'>();
  const remove = useSecurityWrite(securityApi.removePasskey);
  const { id, name, addedAt, lastUsedAt } = one;
  const addedOn = fullDate(dateAt(addedAt));
  const usedOn = lastUsedAt && fullDate(dateAt(lastUsedAt));
  const close = () => ask(undefined);
  return (
    <li className="stack" style={{ paddingBlock: 'var(--s3)' }}>
      {asked === 'name' ? (
        <PasskeyName id={id} former={name} onDone={close} />
      ) : (
        <div className="row between">
          <span>
            <b className="blk">
              <bdi>{name}</bdi>
            </b>
            <span className="meta">
              {usedOn ? (
                <Trans>
                  Added {addedOn}, last used {usedOn}
                </Trans>
              ) : (
                <Trans>Added {addedOn}</Trans>
              )}
            </span>
          </span>
          <span className="chips">
            <button type="button" className="btn" aria-label={t`Rename: ${name}`} onClick={() => ask('name')}>
              <Trans>Rename</Trans>
            </button>
            <button type="button" className="btn" aria-label={t`Remove: ${name}`} onClick={() => ask('remove')}>
              <Trans>Remove</Trans>
            </button>
          </span>
        </div>
      )}
      <SecurityFault problem={remove.problem} />
      {asked === 'remove' && (
        <AskFirst
          title={t`Remove this passkey`}
          action={<Trans>Remove</Trans>}
          isBusy={remove.isBusy}
          onYes={() => remove.send(id, { onSettled: close })}
          onClose={close}
        >
          <Trans>
            “{name}” opens your account no more, and other devices are signed out. Delete it in the settings of the
            device too.
          </Trans>
        </AskFirst>
      )}
    </li>
  );
}
