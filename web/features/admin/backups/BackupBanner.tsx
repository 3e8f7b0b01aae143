import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { useBackups } from '../../../platform/queries/staff/backup-query.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { momentWords } from './moment-words.ts';

/** Z2: calm, since nothing is lost yet, and those who read it can tell somebody. */
export function BackupBanner() {
  const { data } = useBackups();
  if (!data?.wantsCare) return null;
  const moment = data.last && momentWords(data.last.takenAt);
  return (
    <Banner
      kind="warn"
      title={moment ? <Trans>The last backup is old</Trans> : <Trans>There is no backup yet</Trans>}
      actions={
        <Link className="btn" href="/staff/backups">
          <Trans>Look at backups</Trans>
        </Link>
      }
    >
      {moment ? (
        <Trans>The last good one is of {moment}. Should the disk fail, what came after it would be lost.</Trans>
      ) : (
        <Trans>Should the disk fail, everything would be lost. Please tell whoever looks after the server.</Trans>
      )}
    </Banner>
  );
}
