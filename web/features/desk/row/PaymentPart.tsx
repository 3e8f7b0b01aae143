import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { Money } from '#contract/primitives.ts';
import type { Method } from '#domain/check-in/check-in-item.ts';
import { money } from '../../../i18n/format.ts';
import { Field } from '../../../ui/Field.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { methodWord } from '../day/method-words.ts';
import { isPaymentWaiting } from '../day/use-desk-today.ts';
import { AtTheTill } from '../look/AtTheTill.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { amountIn, typedAmount } from './amount.ts';
import type { PartProps } from './row-part.ts';

const TAKING: Method[] = ['cash', 'card', 'waived', 'refunded'];

/** Money that changed hands, or was let go. The sum is what is open, and can be less. */
export function PaymentPart({ one, work, onDone }: PartProps) {
  const { t } = useLingui();
  const { row } = one;
  const [method, setMethod] = useState<Method>(row.due.amount === 0 && row.paid.amount > 0 ? 'refunded' : 'cash');
  const most = method === 'refunded' ? row.paid : row.due;
  const [typed, setTyped] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const text = typed ?? typedAmount(most.amount, most.minorDigits);
  const amount = amountIn(text, most.minorDigits);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (amount === undefined || amount === 0 || amount > most.amount) return setWrong(true);
    void work.tell(row, { event: 'paid', method, amount }).then(onDone);
  };

  if (row.due.amount === 0 && row.paid.amount === 0) {
    return (
      <p className="sec">
        <Trans>Nothing to pay</Trans>
      </p>
    );
  }
  return (
    <form className="stack" onSubmit={save} noValidate>
      <p>
        <AtTheTill row={row} isWaiting={false} />
        {isPaymentWaiting(one) && (
          <span className="waits">
            <StaffIcon name="waiting" small />
            <Trans>A payment is waiting to be sent</Trans>
          </span>
        )}
      </p>
      <Segmented<Method>
        legend={t`How`}
        value={method}
        onChange={(chosen) => {
          setMethod(chosen);
          setTyped(undefined);
          setWrong(false);
        }}
        options={TAKING.map((value) => ({ value, label: methodWord(value) }))}
      />
      <Field
        label={t`Sum in ${most.currency}`}
        inputMode="decimal"
        dir="ltr"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
        onFocus={(event) => event.target.select()}
        hint={amount !== undefined && <SumRead amount={{ ...most, amount }} />}
        wrong={isWrong && wrongWord(amount, most)}
      />
      <div className="row">
        <button type="submit" className="btn pri big grow">
          <Trans>Record</Trans>
        </button>
        <Link className="btn big" href={`/desk/receipt/${row.booking}`}>
          <StaffIcon name="print" small />
          <Trans>Receipt</Trans>
        </Link>
      </div>
    </form>
  );

  function wrongWord(sum: number | undefined, { amount: limit, ...unit }: Money) {
    const most = money({ ...unit, amount: limit });
    if (sum === undefined || sum === 0) return <Trans>Write a sum, for example {most}.</Trans>;
    if (limit === 0) return method === 'refunded' ? <Trans>Nothing was paid.</Trans> : <Trans>Nothing is open.</Trans>;
    return <Trans>At most {most}.</Trans>;
  }
}

/** The sum as it was understood: a slip of a digit is seen here. */
function SumRead({ amount }: { amount: Money }) {
  return <bdi>{money(amount)}</bdi>;
}
