import { Trans, useLingui } from '@lingui/react/macro';
import type { Price } from '#contract/bookings.ts';
import { fullDate, money } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { Icon } from '../../ui/Icon.tsx';

/** The sum as the API explains it: list price, each discount on its own line, what is left to pay. */
export function PriceSum({ price }: { price: Price }) {
  const nameOf = useDiscountNames();
  const isFree = price.total.amount === 0;
  return (
    <>
      <table className="sum" style={{ marginBlockStart: 'var(--s2)' }}>
        <tbody>
          <tr>
            <th scope="row">
              <Trans>List price</Trans>
            </th>
            <td>{money(price.list)}</td>
          </tr>
          {price.lines.map(({ discount, amount }) => (
            <tr key={discount}>
              <th scope="row">{nameOf(discount)}</th>
              <td>
                <bdi>{money({ ...amount, amount: -amount.amount })}</bdi>
              </td>
            </tr>
          ))}
          <tr className="tot">
            <th scope="row">{isFree ? <Trans>Nothing to pay</Trans> : <Trans>You pay at the desk</Trans>}</th>
            <td>{money(price.total)}</td>
          </tr>
        </tbody>
      </table>
      <details style={{ marginBlockStart: 'var(--s1)' }}>
        <summary>
          <Icon name="down" small />
          <Trans>Why this price?</Trans>
        </summary>
        <p className="sec" style={{ fontSize: 'var(--t-xs)' }}>
          <Reasons price={price} nameOf={nameOf} />
        </p>
      </details>
    </>
  );
}

/** Two plain sentences: which discount counts, and by which rule. */
function Reasons({ price, nameOf }: { price: Price; nameOf: (discount: string) => string }) {
  const { t } = useLingui();
  const quoted = (name: string) => t`“${name}”`;
  const [first, ...added] = price.lines.map(({ discount }) => nameOf(discount));
  const also = added.map((name) => quoted(name)).join(', ');
  const [ending] = price.lines
    .filter((line) => line.entitledUntil)
    .toSorted((a, b) => a.entitledUntil!.localeCompare(b.entitledUntil!));
  const right = ending && nameOf(ending.discount);
  const until = ending?.entitledUntil && fullDate(ending.entitledUntil);
  const unused = price.unused?.map(({ discount }) => quoted(nameOf(discount))).join(', ');

  return (
    <>
      {first === undefined && (
        <Trans>
          No discount applies to this time. Ask at the desk whether a reduced price is meant for you too: nobody has to
          explain why.
        </Trans>
      )}
      {first !== undefined && price.total.amount === 0 && (
        <Trans>“{first}” covers what is left to pay, so this time costs you nothing.</Trans>
      )}
      {first !== undefined && price.total.amount > 0 && <Trans>“{first}” applies to you on that day.</Trans>}{' '}
      {until && (
        <Trans>
          “{right}” is yours until {until}. The desk can renew it.
        </Trans>
      )}{' '}
      {first !== undefined && added.length === 0 && (
        <Trans>One discount counts at a time, and it is the one that lowers the price most.</Trans>
      )}
      {added.length > 0 && <Trans>The larger discount counts first; {also} may be added to it.</Trans>}{' '}
      {unused && <Trans>Your code for {unused} was not needed and stays yours.</Trans>}
    </>
  );
}

function useDiscountNames(): (discount: string) => string {
  const catalogue = useCatalogue();
  // "30 %" stays on one line.
  return (discount) => (say(byId(catalogue?.discounts, discount)?.name) || discount).replaceAll(' %', '\u00a0%');
}
