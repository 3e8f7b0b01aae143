import { Trans, useLingui } from '@lingui/react/macro';
import { useOutbox } from '../../offline/outbox/outbox.ts';
import { sendSoon } from '../../offline/outbox/outbox-sender.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { StaffIcon } from '../look/StaffIcon.tsx';
import { useBranchDay } from '../use-branch-day.ts';
import { entryWord } from './entry-words.ts';

/** What waits, oldest first. */
export function OutboxSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { waiting } = useOutbox();
  const { branch, today } = useBranchDay();
  const { sharedDevice } = usePreferences();
  return (
    <Sheet title={t`Waiting to send`} close={t`Close`} onClose={onClose}>
      {waiting.length > 0 ? (
        <>
          <p className="sec">
            <Trans>It is sent by itself, oldest first. Nothing counts before the library’s system has said so.</Trans>
          </p>
          {sharedDevice && (
            <p className="sec">
              <Trans>
                Others use this device: only what waits outlives this tab, sealed so that nobody can read it here, until
                it is sent.
              </Trans>
            </p>
          )}
          <ul className="lines unsent">
            {waiting.map((entry) => (
              <li key={entry.id} className="row">
                <StaffIcon name="waiting" small />
                <span className="grow">{entryWord(entry, branch?.timeZone, today)}</span>
                {!entry.isOnDisk && (
                  <span className="badge warn">
                    <Trans>only in this page</Trans>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="sec">
          <Trans>Everything has been sent.</Trans>
        </p>
      )}
      <div className="row sheet-foot">
        <button type="button" className="btn pri grow" onClick={() => sendSoon({ atOnce: true })}>
          <Trans>Send now</Trans>
        </button>
      </div>
    </Sheet>
  );
}
