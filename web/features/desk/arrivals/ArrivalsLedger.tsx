import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/** The columns of the desk's day, over rows of people or of nothing yet. */
export function ArrivalsLedger({ children, isBusy = false }: { children: ReactNode; isBusy?: boolean }) {
  const { t } = useLingui();
  return (
    <table className="ledger arr" aria-label={t`Arrivals`} aria-busy={isBusy}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Time</Trans>
          </th>
          <th scope="col">
            <Trans>Room</Trans>
          </th>
          <th scope="col">
            <Trans>Alias</Trans>
          </th>
          <th scope="col" className="nd">
            <Trans>Needs</Trans>
          </th>
          <th scope="col">
            <Trans>At the desk</Trans>
          </th>
          <th scope="col" className="st">
            <Trans>Expected</Trans>
          </th>
          <th scope="col" className="st">
            <Trans>Arrived</Trans>
          </th>
          <th scope="col" className="st">
            <Trans>In session</Trans>
          </th>
          <th scope="col" className="st">
            <Trans>Done</Trans>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

const WIDTHS = [3.2, 4, 4.8, 5.6, 4.8, 4.8, 4, 4, 4];

/** Rows of the real columns while the first list is on its way. */
export function LedgerSkeleton() {
  return (
    <ArrivalsLedger isBusy>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <tr key={row} aria-hidden="true">
          {WIDTHS.map((width, column) => (
            // oxlint-disable-next-line react/no-array-index-key -- cells of nothing have no other name
            <td key={column} className={column > 4 ? 'st' : ''}>
              <span className="sk" style={{ '--w': `${width + ((row + column) % 3) * 0.6}rem` }} />
            </td>
          ))}
        </tr>
      ))}
    </ArrivalsLedger>
  );
}
