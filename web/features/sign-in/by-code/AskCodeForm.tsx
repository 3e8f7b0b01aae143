import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { SignInWays } from '#contract/sign-in.ts';
import { foldDigits } from '../../../i18n/digits.ts';
import { usePreferences } from '../../../platform/preferences.ts';
import type { Problem } from '../../../platform/problem.ts';
import { Field } from '../../../ui/Field.tsx';
import { SignInFault } from '../SignInFault.tsx';
import type { CodeExchange } from './use-code-exchange.ts';

/** Where the code shall go: a phone or a mail address, in one field. */
export function AskCodeForm(props: { codeBy: SignInWays['codeBy']; exchange: CodeExchange; note: ReactNode }) {
  const { codeBy, exchange, note } = props;
  const { sharedDevice = false } = usePreferences();
  const [contact, setContact] = useState(exchange.sentTo ?? '');
  const [isMissing, setMissing] = useState(false);
  const kind = codeBy.length === 1 ? codeBy[0] : undefined;
  const words = useContactWords(kind);
  const fault = exchange.problem && faultOf(exchange.problem);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = foldDigits(contact).trim();
    setMissing(typed === '');
    if (typed !== '') exchange.ask(typed);
  };
  const wrong = isMissing ? 'not_a_contact' : fault;
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="sec">{note}</p>
      <Field
        label={words.label}
        hint={words.hint}
        wrong={wrong && <ContactFault fault={wrong} />}
        value={contact}
        onChange={(event) => setContact(event.target.value)}
        dir="ltr"
        type={kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'}
        inputMode={kind === 'phone' ? 'tel' : 'email'}
        autoComplete={sharedDevice ? 'off' : kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'username'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={320}
      />
      {exchange.problem && !fault && <SignInFault problem={exchange.problem} />}
      <button type="submit" className="btn pri big full" aria-busy={exchange.isBusy}>
        <Trans>Send the code</Trans>
      </button>
    </form>
  );
}

function useContactWords(kind: 'phone' | 'email' | undefined) {
  const { t } = useLingui();
  if (kind === 'email') return { label: t`E-mail`, hint: undefined };
  const hint = t`A number from another country begins with + and its code.`;
  return { label: kind === 'phone' ? t`Phone number` : t`Phone number or e-mail`, hint };
}

type ContactFaultCode = 'not_a_contact' | 'not_reachable' | 'too_many';

function faultOf({ faults }: Problem): ContactFaultCode | undefined {
  return faults.find(({ path }) => path === 'contact')?.code as ContactFaultCode | undefined;
}

function ContactFault({ fault }: { fault: ContactFaultCode }) {
  if (fault === 'not_reachable') return <Trans>This library cannot send messages there. Try the other kind.</Trans>;
  if (fault === 'too_many') return <Trans>There are six already. Remove one first.</Trans>;
  return <Trans>Check it: it does not look complete.</Trans>;
}
