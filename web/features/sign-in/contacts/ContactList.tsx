import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnContact } from '#contract/sign-in.ts';
import { accountApi } from '../../../platform/account/account-api.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { contactsQuery, useContacts } from '../../../platform/queries/contacts-query.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { SignInOnceMore } from '../SignInOnceMore.tsx';

/** Loading, none, not to be had, and what is there; what was heard before stays in sight when it cannot be asked again. */
export function ContactList() {
  const { data, isPending, error, refetch } = useContacts();
  if (isPending) return <p className="meta" aria-busy="true" />;
  return (
    <>
      {error && (
        <Banner
          kind="warn"
          title={<Trans>This could not be loaded</Trans>}
          actions={
            <button type="button" className="btn" onClick={() => void refetch()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          <ProblemSentence problem={problemOf(error)} />
        </Banner>
      )}
      {data?.contacts.length === 0 && (
        <p>
          <Trans>There is none yet.</Trans>
        </p>
      )}
      {data && data.contacts.length > 0 && (
        <ul className="lines">
          {data.contacts.map((contact) => (
            <ContactRow key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
    </>
  );
}

function ContactRow({ contact }: { contact: OwnContact }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [isSure, setSure] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const remove = async () => {
    setBusy(true);
    try {
      await accountApi.removeContact(contact.id);
    } catch (error) {
      const said = problemOf(error);
      // Somewhere else it was removed already: so be it.
      setProblem(said.code === 'not_found' ? undefined : said);
    }
    await client.invalidateQueries({ queryKey: contactsQuery.queryKey });
    setSure(false);
    setBusy(false);
  };
  return (
    <li className="stack" style={{ gap: 'var(--s2)', paddingBlock: 'var(--s2)' }}>
      <div className="row between">
        <span className="grow">
          <b>
            <bdi dir="ltr">{contact.masked}</bdi>
          </b>
          <span className="meta blk">
            {contact.opens ? (
              <Trans>For signing in</Trans>
            ) : (
              <Trans>For messages only: somebody else signs in with it</Trans>
            )}
          </span>
        </span>
        {!isSure && (
          <button
            type="button"
            className="btn"
            aria-label={t`Remove ${contact.masked}`}
            onClick={() => {
              setProblem(undefined);
              setSure(true);
            }}
          >
            <Icon name="close" small />
            <Trans>Remove</Trans>
          </button>
        )}
      </div>
      {isSure && (
        <div className="chips" role="group" aria-label={t`Remove ${contact.masked}`}>
          <button type="button" className="btn stop" aria-busy={isBusy} onClick={() => void remove()}>
            <Trans>Remove it</Trans>
          </button>
          <button type="button" className="btn" onClick={() => setSure(false)}>
            <Trans>Do not remove it</Trans>
          </button>
        </div>
      )}
      {problem && (
        <Banner
          kind="stop"
          title={<Trans>It stays</Trans>}
          actions={problem.code === 'sign_in_again' && <SignInOnceMore />}
        >
          <ProblemSentence problem={problem} />
        </Banner>
      )}
    </li>
  );
}
