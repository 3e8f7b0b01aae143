import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dateAt, fullDate } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { ProviderFault } from '../../../i18n/provider-fault.tsx';
import { keepWaiting } from '../../../offline/waiting-slot.ts';
import { goThere, providerApi } from '../../../platform/account/provider-api.ts';
import { bearInMind } from '../../../platform/chosen-slot.ts';
import { useOwnProvider, useSecurityWrite } from '../../../platform/queries/security-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { AskFirst } from '../AskFirst.tsx';
import { SecurityFault } from '../SecurityFault.tsx';

/** The library's own provider, where it has set up one: whether one's account there opens this one. */
export function ProviderPart() {
  const provider = useOwnProvider().data?.provider;
  if (!provider) return null;
  const { linkedAt } = provider;
  const name = say(provider.name);
  return (
    <section className="stack" aria-label={name}>
      <h2>{name}</h2>
      {linkedAt === undefined ? <NotLinked name={name} /> : <Linked name={name} linkedAt={linkedAt} />}
    </section>
  );
}

function NotLinked({ name }: { name: string }) {
  const [path] = useLocation();
  const link = useSecurityWrite(async () => {
    const step = await providerApi.beginLink();
    bearInMind({ cameFrom: path });
    await keepWaiting();
    goThere(step);
  });
  const { problem } = link;
  return (
    <>
      <p className="sec">
        <Trans>Sign in here with the account that you have at {name}. You are sent there once to link it.</Trans>
      </p>
      {problem?.code === 'provider_unreachable' ? (
        <Banner kind="stop" title={<Trans>Nothing was changed</Trans>}>
          <ProviderFault problem={problem} name={name} />
        </Banner>
      ) : (
        <SecurityFault problem={problem} />
      )}
      <button
        type="button"
        className="btn"
        style={{ justifySelf: 'start' }}
        aria-busy={link.isBusy}
        onClick={() => link.send()}
      >
        <Trans>Link {name}</Trans>
      </button>
    </>
  );
}

function Linked({ name, linkedAt }: { name: string; linkedAt: string }) {
  const { t } = useLingui();
  const [isAsked, ask] = useState(false);
  const remove = useSecurityWrite(providerApi.remove);
  const since = fullDate(dateAt(linkedAt));
  return (
    <>
      <p className="sec">
        <Trans>Linked since {since}. It opens this account.</Trans>
      </p>
      <SecurityFault problem={remove.problem} />
      <button type="button" className="btn" style={{ justifySelf: 'start' }} onClick={() => ask(true)}>
        <Trans>Remove the link</Trans>
      </button>
      {isAsked && (
        <AskFirst
          title={t`Remove the link to ${name}`}
          action={<Trans>Remove</Trans>}
          isBusy={remove.isBusy}
          onYes={() => remove.send(undefined, { onSettled: () => ask(false) })}
          onClose={() => ask(false)}
        >
          <Trans>Your account at {name} opens nothing here any more, and other devices are signed out.</Trans>
        </AskFirst>
      )}
    </>
  );
}
