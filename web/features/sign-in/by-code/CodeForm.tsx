import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Instant } from '#domain/ids.ts';
import { foldDigits } from '../../../i18n/digits.ts';
import { minutesAndSeconds } from '../../../i18n/format.ts';
import { useNow } from '../../../platform/clock.ts';
import type { Problem } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Field } from '../../../ui/Field.tsx';
import { SignInFault } from '../SignInFault.tsx';
import type { CodeExchange } from './use-code-exchange.ts';

const DIGITS = 8;
const AGAIN_SEC = 60;

/** The code that came. Typed in any digits, pasted with whatever stood around it, or filled in by the phone. */
export function CodeForm(props: {
  exchange: CodeExchange;
  isBusy: boolean;
  problem: Problem | undefined;
  onCode: (code: string) => void;
}) {
  const { exchange, isBusy, problem, onCode } = props;
  const { t } = useLingui();
  const [code, setCode] = useState('');
  const [isShort, setShort] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const isWrong = problem?.code === 'sign_in_failed';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShort(code.length !== DIGITS);
    if (code.length === DIGITS) onCode(code);
  };
  return (
    <form ref={form} className="stack" onSubmit={submit} noValidate>
      <p className="sec" role="status">
        {exchange.sentTo === undefined ? (
          <Trans>A code with eight digits is on its way. It works for ten minutes, in this browser.</Trans>
        ) : (
          <Trans>
            A code with eight digits is on its way to{' '}
            <b>
              <bdi dir="ltr">{exchange.sentTo}</bdi>
            </b>
            . It works for ten minutes, in this browser.
          </Trans>
        )}
      </p>
      <Field
        label={t`Code`}
        hint={t`The newest message counts.`}
        wrong={isShort && <Trans>A code has eight digits.</Trans>}
        value={code}
        onChange={(event) => setCode(onlyDigits(event.target.value))}
        dir="ltr"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        style={{ letterSpacing: '0.12em', fontSize: 'var(--t-lg)' }}
      />
      {isWrong && (
        <Banner kind="stop" title={<Trans>This code does not fit</Trans>}>
          <Trans>
            Check the newest message, or ask for a new code. After five tries, or ten minutes, a code is used up.
          </Trans>
        </Banner>
      )}
      {problem && !isWrong && <SignInFault problem={problem} />}
      <button type="submit" className="btn pri big full" aria-busy={isBusy}>
        <Trans>Continue</Trans>
      </button>
      {exchange.problem && <SignInFault problem={exchange.problem} />}
      {exchange.askedAt !== undefined && (
        <Again key={exchange.askedAt} askedAt={exchange.askedAt} exchange={exchange} />
      )}
    </form>
  );
}

/** Nothing came: after a minute another code, or another address at once. */
function Again({ askedAt, exchange }: { askedAt: Instant; exchange: CodeExchange }) {
  const now = useNow(1000);
  const left = Math.max(0, AGAIN_SEC - Math.floor((now - askedAt) / 1000));
  const { sentTo, ask, other } = exchange;
  return (
    <div className="row" style={{ gap: 'var(--s2) var(--s4)' }}>
      {sentTo !== undefined && (
        <button
          type="button"
          className="btn"
          disabled={left > 0}
          aria-busy={exchange.isBusy}
          onClick={() => ask(sentTo)}
        >
          {left > 0 ? <Trans>A new code in {minutesAndSeconds(left)}</Trans> : <Trans>Send a new code</Trans>}
        </button>
      )}
      <button type="button" className="btn text" style={{ paddingInline: 0 }} onClick={other}>
        <Trans>Use another number or address</Trans>
      </button>
    </div>
  );
}

/** A message that was copied whole has the code as its only eight digits in a row. */
function onlyDigits(typed: string): string {
  const folded = foldDigits(typed);
  const whole = /(?<!\d)\d{8}(?!\d)/.exec(folded)?.[0];
  return whole ?? folded.replace(/\D/g, '').slice(0, DIGITS);
}
