import { useLingui as useWords } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { clock, number } from '../../i18n/format.ts';
import { settle, useOutbox } from '../../offline/outbox/outbox.ts';
import type { OutboxEntry } from '../../offline/outbox/outbox-entry.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useBranchDay } from '../use-branch-day.ts';
import { entryWord, refusalWord } from './entry-words.ts';
import { showRow } from './show-row.ts';

/** What the server refused, with the reason, until somebody has seen to it. The oldest stands here, the others behind it. */
export function AttentionTray() {
  const { t } = useLingui();
  const { refused } = useOutbox();
  const [isOpen, setOpen] = useState(false);
  const [first] = refused;
  if (!first) return null;

  const count = number(refused.length);
  return (
    <section className="tray" aria-label={t`Needs attention (${count})`}>
      <p className="badge warn">
        <Icon name="attention" small />
        <Trans>Needs attention ({count})</Trans>
      </p>
      <div className="grow" role="alert">
        <Reason entry={first} />
      </div>
      <span className="row">
        <Steps entry={first} />
        {refused.length > 1 && (
          <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            <Trans>Show all</Trans>
          </button>
        )}
      </span>
      {isOpen && (
        <Sheet title={t`Needs attention`} close={t`Close`} onClose={() => setOpen(false)}>
          <ul className="lines unsent">
            {refused.map((entry) => (
              <li key={entry.id} className="stack">
                <Reason entry={entry} />
                <span className="row">
                  <Steps entry={entry} onShown={() => setOpen(false)} />
                </span>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </section>
  );
}

function Reason({ entry }: { entry: OutboxEntry }) {
  useWords();
  const { branch, today } = useBranchDay();
  const what = entryWord(entry, branch?.timeZone, today);
  return (
    <p>
      <b>
        <Trans>Not accepted: {what}.</Trans>
      </b>{' '}
      {entry.refused && refusalWord(entry.refused.code)}
      {entry.item?.event === 'note' && entry.item.text && <q className="blk">{entry.item.text}</q>}
    </p>
  );
}

function Steps({ entry, onShown }: { entry: OutboxEntry; onShown?: () => void }) {
  const { item, label } = entry;
  const show = () => {
    onShown?.();
    if (item) showRow(item.booking);
  };
  return (
    <>
      {item && label && (
        <button type="button" className="btn" onClick={show}>
          <Trans>Show {clock(label.localStart)}</Trans>
        </button>
      )}
      <button type="button" className="btn" onClick={() => void settle(entry.id)}>
        <Trans>Set aside</Trans>
      </button>
    </>
  );
}
