import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import type { ItemEvent } from '#domain/check-in/check-in-item.ts';
import { clockAt, joined, longDay } from '../../../i18n/format.ts';
import { usePreferences } from '../../../platform/preferences.ts';
import { useOpenForm } from '../../../staff/use-open-form.ts';
import { Page } from '../../../ui/Page.tsx';
import { windowOf, type ShownRow } from '../day/day-window.ts';
import { useDayWork } from '../day/use-day-work.ts';
import { useDeskToday, type DayRow } from '../day/use-desk-today.ts';
import { RowSheet } from '../row/RowSheet.tsx';
import type { Part } from '../row/row-part.ts';
import { ScanSheet } from '../scan/ScanSheet.tsx';
import { WalkInSheet } from '../walk-in/WalkInSheet.tsx';
import { ArrivalsBody } from './ArrivalsBody.tsx';
import { ArrivalsHead } from './ArrivalsHead.tsx';
import { rowButtonId } from './ArrivalRow.tsx';
import { JustRecordedLine } from './JustRecordedLine.tsx';
import { KeyHints, KeysSheet } from './KeysSheet.tsx';
import { useDeskKeys, type DeskKey } from './use-desk-keys.ts';
import { useDeskSearch } from './use-desk-search.ts';

type Open = { what: 'row'; booking: string; part: Part } | { what: 'scan' | 'keys' };

/** Who is expected, who is here: the screen that a front desk has open all day. */
export function ArrivalsPage() {
  const { t } = useLingui();
  const today = useDeskToday();
  const search = useDeskSearch(today);
  const work = useDayWork();
  const { deskKeys = true } = usePreferences();
  const [isWhole, setWhole] = useState(false);
  const [selected, setSelected] = useState<string>();
  const [open, setOpen] = useState<Open>();
  const [walkIn, openWalkIn, closeWalkIn] = useOpenForm<true>('walk-in');
  const [said, setSaid] = useState('');
  const searchBox = useRef<HTMLInputElement>(null);

  const window = windowOf(today.rows, today.now);
  const shown = search.found ?? (isWhole ? today.rows : (window.front as DayRow[]));
  const chosen = today.rows.find(({ row }) => row.booking === selected);
  const opened = open?.what === 'row' ? today.rows.find(({ row }) => row.booking === open.booking) : undefined;

  const select = (booking: string | undefined) => {
    if (!booking) return;
    setSelected(booking);
    // Where the row only now comes on screen.
    requestAnimationFrame(() => document.getElementById(rowButtonId(booking))?.focus());
  };
  const tell = ({ row }: ShownRow, event: ItemEvent) => void work.tell(row, { event });
  const openRow = (booking: string, part: Part = 'facts') => setOpen({ what: 'row', booking, part });

  const step = (by: 1 | -1) => {
    const at = shown.findIndex(({ row }) => row.booking === selected);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
    select(shown[next]?.row.booking);
  };
  const advance = (event: 'arrived' | 'started' | 'completed') => {
    if (!chosen || !shown.includes(chosen)) return setSaid(t`Choose a row first, with ↑ and ↓`);
    const { alias } = chosen.row;
    if (chosen.progress.next !== event) return setSaid(t`${alias}: this is not the next step`);
    setSaid('');
    tell(chosen, event);
  };
  const press = (key: DeskKey) => {
    switch (key) {
      case 'search':
        return searchBox.current?.focus();
      case 'keys':
        return setOpen({ what: 'keys' });
      case 'up':
        return step(-1);
      case 'down':
        return step(1);
      case 'check-in':
        return advance('arrived');
      case 'start':
        return advance('started');
      case 'finish':
        return advance('completed');
      case 'walk-in':
        return openWalkIn(true);
      case 'undo':
        return work.undo();
      default:
        return key satisfies never;
    }
  };
  useDeskKeys(deskKeys, press);

  /** Somebody was found at the counter: their row is chosen, and one key away from checked in. */
  const show = (booking: string) => {
    search.setTyped('');
    if (!window.front.some(({ row }) => row.booking === booking)) setWhole(true);
    setOpen(undefined);
    select(booking);
  };
  const close = () => setOpen(undefined);

  const from = clockAt(today.now, today.zone);
  const until = clockAt(window.until, today.zone);
  const when = isWhole ? longDay(today.today) : joined([longDay(today.today), t`${from} to ${until}`]);
  return (
    <Page title={t`Arrivals`} hideTitle>
      <div className="desk-page arrivals">
        <ArrivalsHead
          when={when}
          search={search}
          searchBox={searchBox}
          onFound={show}
          onScan={() => setOpen({ what: 'scan' })}
          onWalkIn={() => openWalkIn(true)}
        />
        <p className="vh" role="status">
          {said}
        </p>
        <ArrivalsBody
          today={today}
          window={window}
          shown={shown}
          search={search}
          isWhole={isWhole}
          selected={selected}
          onWhole={setWhole}
          onWalkIn={() => openWalkIn(true)}
          onSelect={setSelected}
          onOpen={openRow}
          onTell={tell}
          onAbsent={(booking) => openRow(booking, 'absence')}
        />
        <div className="foot">
          <div className="row between">
            {deskKeys ? <KeyHints /> : <span />}
            <span className="row">
              <button type="button" className="btn text keys-way" onClick={() => setOpen({ what: 'keys' })}>
                <Trans>Keys</Trans>
              </button>
              <Link className="btn text" href="/desk/day-sheet">
                <Trans>Print the day</Trans>
              </Link>
            </span>
          </div>
        </div>
        <JustRecordedLine work={work} />
      </div>
      {open?.what === 'row' && opened && (
        <RowSheet
          key={open.booking}
          one={opened}
          begin={open.part}
          zone={today.zone}
          graceMin={today.day?.graceMin ?? 0}
          isOffline={today.isOffline}
          work={work}
          onClose={close}
        />
      )}
      {walkIn && today.branch && (
        <WalkInSheet branch={today.branch} isOffline={today.isOffline} onClose={closeWalkIn} />
      )}
      {open?.what === 'scan' && <ScanSheet today={today} onFound={show} onClose={close} />}
      {open?.what === 'keys' && <KeysSheet onClose={close} />}
    </Page>
  );
}
