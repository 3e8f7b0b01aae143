import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInWays } from '#contract/sign-in.ts';
import { currentLocale } from '../../../i18n/i18n.ts';
import { accountApi } from '../../../platform/account/account-api.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { contactsQuery } from '../../../platform/queries/contacts-query.ts';
import { AskCodeForm } from '../by-code/AskCodeForm.tsx';
import { CodeForm } from '../by-code/CodeForm.tsx';
import { useCodeExchange } from '../by-code/use-code-exchange.ts';

const begin = (contact: string) => accountApi.beginContact({ contact, locale: currentLocale() });

/** A code goes there, and shows that it is theirs. */
export function AddContact(props: {
  codeBy: SignInWays['codeBy'];
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}) {
  const { codeBy, isOpen, onOpen } = props;
  const client = useQueryClient();
  const exchange = useCodeExchange('contact', begin);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const check = async (code: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await accountApi.addContact(code);
      await client.invalidateQueries({ queryKey: contactsQuery.queryKey });
      exchange.done();
      onOpen(false);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };

  if (exchange.askedAt !== undefined) {
    return <CodeForm exchange={exchange} isBusy={isBusy} problem={problem} onCode={(code) => void check(code)} />;
  }
  if (isOpen) {
    return (
      <AskCodeForm
        codeBy={codeBy}
        exchange={exchange}
        note={<Trans>We send a code there, to be sure it is yours.</Trans>}
      />
    );
  }
  return (
    <button type="button" className="btn pri" style={{ justifySelf: 'start' }} onClick={() => onOpen(true)}>
      <Trans>Add a phone or e-mail</Trans>
    </button>
  );
}
