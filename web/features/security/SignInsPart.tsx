import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { OwnSignIn } from '#contract/account/own-sign-ins.ts';
import { clockAt, dateAt, dayAndMonth } from '../../i18n/format.ts';
import { useOwnSignIns, useSecurityWrite } from '../../platform/queries/security-queries.ts';
import { securityApi } from '../../platform/account/security-api.ts';
import { AskFirst } from './AskFirst.tsx';
import { PartLoading } from './PartLoading.tsx';
import { SecurityFault } from './SecurityFault.tsx';

/** Everywhere the account is open, and how to close it there. */
export function SignInsPart() {
  const { t } = useLingui();
  const list = useOwnSignIns();
  const [isAsked, ask] = useState(false);
  const end = useSecurityWrite(securityApi.endSignIn);
  const endOthers = useSecurityWrite(securityApi.endOtherSignIns);
  const signIns = list.data?.signIns ?? [];
  const hasOthers = signIns.some(({ current }) => !current);
  return (
    <section className="stack" aria-label={t`Where you are signed in`}>
      <h2>
        <Trans>Where you are signed in</Trans>
      </h2>
      <PartLoading query={list}>
        <ul className="lines">
          {signIns.map((one) => (
            <SignInRow key={one.id} one={one} isBusy={end.isBusy} onEnd={() => end.send(one.id)} />
          ))}
        </ul>
        {!hasOthers && (
          <p className="sec">
            <Trans>Nowhere but here.</Trans>
          </p>
        )}
        <SecurityFault problem={end.problem ?? endOthers.problem} />
        {hasOthers && (
          <button type="button" className="btn" style={{ justifySelf: 'start' }} onClick={() => ask(true)}>
            <Trans>Sign out everywhere else</Trans>
          </button>
        )}
      </PartLoading>
      {isAsked && (
        <AskFirst
          title={t`Sign out everywhere else`}
          action={<Trans>Sign them out</Trans>}
          isBusy={endOthers.isBusy}
          onYes={() => endOthers.send(undefined, { onSettled: () => ask(false) })}
          onClose={() => ask(false)}
        >
          <Trans>Only this device stays signed in. What another device has not sent yet is lost.</Trans>
        </AskFirst>
      )}
    </section>
  );
}

function SignInRow({ one, isBusy, onEnd }: { one: OwnSignIn; isBusy: boolean; onEnd: () => void }) {
  const { t } = useLingui();
  const device = useDeviceWords(one);
  const { lastSeenAt, current } = one;
  const seenOn = dayAndMonth(dateAt(lastSeenAt));
  const seenAt = clockAt(lastSeenAt);
  return (
    <li className="row between" style={{ paddingBlock: 'var(--s3)' }}>
      <span>
        <b className="blk">{device}</b>
        <span className="meta">
          {current ? (
            <Trans>This device, now</Trans>
          ) : (
            <Trans>
              Last seen {seenOn}, {seenAt}
            </Trans>
          )}
        </span>
      </span>
      {!current && (
        <button type="button" className="btn" aria-label={t`Sign out: ${device}`} disabled={isBusy} onClick={onEnd}>
          <Trans>Sign out</Trans>
        </button>
      )}
    </li>
  );
}

function useDeviceWords({ device, method }: OwnSignIn): string {
  const { t } = useLingui();
  if (method === 'screen') return t`A kiosk or door sign that you set up`;
  const { browser, system } = device ?? {};
  if (browser && system) return t`${browser} on ${system}`;
  return browser ?? system ?? t`A device without a name`;
}
