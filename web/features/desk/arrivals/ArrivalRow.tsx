import { useLingui } from '@lingui/react/macro';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Instant } from '#domain/ids.ts';
import { clock, joined } from '../../../i18n/format.ts';
import type { ShownRow } from '../day/day-window.ts';
import { AtTheTill } from '../look/AtTheTill.tsx';
import { Needs } from '../../../staff/look/Needs.tsx';
import { StepCells } from './StepCells.tsx';

export interface RowWork {
  onSelect: (booking: string) => void;
  onOpen: (booking: string) => void;
  onTell: (one: ShownRow, event: ItemEvent) => void;
  onAbsent: (booking: string) => void;
}

interface Props extends RowWork {
  one: ShownRow;
  room: string;
  zone: string;
  checkInOpensMin: number;
  now: Instant;
  isSelected: boolean;
  isPaymentWaiting: boolean;
}

/** The element that takes the focus when a row is chosen with keys. */
export const rowButtonId = (booking: string) => `row-${booking}`;

/** One visit as a line of the ledger; where the screen is narrow, as a card. */
export function ArrivalRow(props: Props) {
  const { one, room, zone, checkInOpensMin, now, isSelected, isPaymentWaiting } = props;
  const { onSelect, onOpen, onTell, onAbsent } = props;
  const { t } = useLingui();
  const { row, progress } = one;
  const time = clock(row.localStart);
  const isOver = progress.standing === 'cancelled' || progress.standing === 'done';

  return (
    // A finger may land anywhere on the row; keys and screen readers have the button with the alias.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      className={[isSelected && 'sel', isOver && 'over'].filter(Boolean).join(' ')}
      aria-current={isSelected ? 'true' : undefined}
      onFocus={() => onSelect(row.booking)}
      onClick={({ target }) => (target as Element).closest('button, a') ?? onOpen(row.booking)}
    >
      <th scope="row" className="tm">
        {time}
      </th>
      <td className="rm">{room}</td>
      <td className="al">
        <button
          type="button"
          id={rowButtonId(row.booking)}
          className="open"
          aria-label={joined([row.alias, time, room, t`more`])}
          aria-haspopup="dialog"
          onClick={() => onOpen(row.booking)}
        >
          <bdi>{row.alias}</bdi>
        </button>
      </td>
      <td className="nd">
        <Needs row={row} />
      </td>
      <td className="pay">
        <AtTheTill row={row} isWaiting={isPaymentWaiting} />
      </td>
      <StepCells
        {...one}
        zone={zone}
        now={now}
        opensAt={Date.parse(row.startsAt) - checkInOpensMin * MINUTE}
        isSelected={isSelected}
        onTell={(event) => onTell(one, event)}
        onAbsent={() => onAbsent(row.booking)}
      />
    </tr>
  );
}
