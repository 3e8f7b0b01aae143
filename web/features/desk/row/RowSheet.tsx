import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { clock, joined } from '../../../i18n/format.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { RowAbsence } from './RowAbsence.tsx';
import { CancelPart } from './CancelPart.tsx';
import { LinkPart } from './LinkPart.tsx';
import { MovePart } from './MovePart.tsx';
import { RowNote } from './RowNote.tsx';
import { PaymentPart } from './PaymentPart.tsx';
import { RoomPart } from './RoomPart.tsx';
import { RowFacts } from './RowFacts.tsx';
import type { Part, PartProps } from './row-part.ts';

/** Everything about one visit, one thing at a time. */
export function RowSheet(props: Omit<PartProps, 'onPart' | 'onDone'> & { begin?: Part; onClose: () => void }) {
  const { one, begin = 'facts', onClose } = props;
  const { t } = useLingui();
  const [part, setPart] = useState(begin);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // After the dialog has opened, which takes the focus to its close button.
    queueMicrotask(() => body.current?.querySelector<HTMLElement>('input, textarea, select, button, a[href]')?.focus());
  }, [part]);

  const names: Record<Part, string> = {
    facts: joined([one.row.alias, clock(one.row.localStart)]),
    payment: t`Payment`,
    absence: t`Did not come`,
    note: t`Note`,
    room: t`Another room`,
    move: t`Another time`,
    link: t`A link for somebody else`,
    cancel: t`Cancel this appointment?`,
  };
  const given: PartProps = { ...props, onPart: setPart, onDone: onClose };
  return (
    <Sheet title={names[part]} close={t`Close`} onClose={onClose}>
      <div className="stack" ref={body}>
        {part !== 'facts' && (
          <p className="sec">
            <b>{joined([one.row.alias, clock(one.row.localStart)])}</b>
          </p>
        )}
        <Shown part={part} given={given} />
      </div>
    </Sheet>
  );
}

function Shown({ part, given }: { part: Part; given: PartProps }) {
  switch (part) {
    case 'facts':
      return <RowFacts {...given} />;
    case 'payment':
      return <PaymentPart {...given} />;
    case 'absence':
      return <RowAbsence {...given} />;
    case 'note':
      return <RowNote {...given} />;
    case 'room':
      return <RoomPart {...given} />;
    case 'move':
      return <MovePart {...given} />;
    case 'link':
      return <LinkPart {...given} />;
    case 'cancel':
      return <CancelPart {...given} />;
    default:
      return part satisfies never;
  }
}
