import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { canUndo, type DayWork, type JustRecorded } from '../day/use-day-work.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Icon } from '../../../ui/Icon.tsx';

/** Long enough to see that it was the wrong row; the row itself can be taken back at any time. */
const SHOWN_MS = 20_000;

/** Says what was recorded, never that it is done: the row shows when the server knows. */
export function JustRecordedLine({ work }: { work: DayWork }) {
  const { t } = useLingui();
  const { just, forget } = work;
  useEffect(() => {
    if (!just) return undefined;
    const timer = setTimeout(forget, SHOWN_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- each recorded thing has its own time
  }, [just]);

  if (work.isLost) {
    return (
      <Banner kind="stop" title={<Trans>This was not recorded</Trans>}>
        <Trans>The device could not keep it. Write it on the day sheet, and free some space on the device.</Trans>
      </Banner>
    );
  }
  return (
    <div role="status" className="just-line">
      {just && (
        <div className="toast">
          <span className="grow">{sentence(just)}</span>
          {canUndo(just) && (
            <button type="button" className="btn" onClick={work.undo}>
              <Trans>Undo</Trans>
            </button>
          )}
          <button type="button" className="quick" aria-label={t`Close`} onClick={forget}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}

function sentence({ row, event, isUndone }: JustRecorded) {
  const { alias } = row;
  if (isUndone) return <Trans>{alias}: taken back</Trans>;
  switch (event) {
    case 'arrived':
      return <Trans>{alias}: arrival recorded</Trans>;
    case 'started':
      return <Trans>{alias}: start recorded</Trans>;
    case 'completed':
      return <Trans>{alias}: end recorded. The counsellor can take it back.</Trans>;
    case 'no_show':
      return <Trans>{alias}: did not come, recorded. The counsellor confirms it.</Trans>;
    case 'paid':
      return <Trans>{alias}: payment recorded</Trans>;
    case 'note':
      return <Trans>{alias}: note recorded</Trans>;
    default:
      return <Trans>{alias}: taken back</Trans>;
  }
}
