import { Trans } from '@lingui/react/macro';
import type { DeskRow } from '#contract/desk.ts';
import { money } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';

/** What there is to pay, in one line: never how it came about. */
export function AtTheTill({ row, isWaiting }: { row: Pick<DeskRow, 'due' | 'paid'>; isWaiting: boolean }) {
  const due = money(row.due);
  if (isWaiting) {
    return (
      <span className="waits">
        <StaffIcon name="waiting" small />
        <Trans>Payment, waiting</Trans>
      </span>
    );
  }
  if (row.due.amount > 0) {
    return (
      <Trans>
        <b>{due}</b> to pay
      </Trans>
    );
  }
  if (row.paid.amount > 0) {
    return (
      <span className="was">
        <Icon name="tick" small />
        <Trans>Paid</Trans>
      </span>
    );
  }
  return (
    <span className="meta">
      <Trans>Nothing to pay</Trans>
    </span>
  );
}
