import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Backups } from '#contract/oversight/backups.ts';
import { fileSize } from '../../../i18n/file-size.ts';
import { useBackups } from '../../../platform/queries/staff/backup-query.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Page } from '../../../ui/Page.tsx';
import { failureWords, verifiedWords } from './backup-words.ts';
import { momentWords } from './moment-words.ts';

/** Z1: when the last good backup was made, and whether somebody has to do something. */
export function BackupsPage() {
  const { t } = useLingui();
  const query = useBackups();
  return (
    <Page title={t`Backups`}>
      <div className="admin-page">
        <Refused error={query.error} offline={<Trans>What is shown here may be old.</Trans>} />
        {query.isPending && (
          <p className="sec" role="status">
            <Trans>One moment</Trans>
          </p>
        )}
        {query.data && <Known {...query.data} />}
      </div>
    </Page>
  );
}

function Known({ age, last, failure, everyHours }: Backups) {
  return (
    <>
      <Verdict age={age} />
      {failure && (
        <Banner kind="warn" title={<Trans>The last try did not succeed</Trans>}>
          {momentWords(failure.at)}: {failureWords(failure.code)}
        </Banner>
      )}
      {last && (
        <dl className="lines ruled">
          <div className="kv">
            <dt>
              <Trans>Last good one</Trans>
            </dt>
            <dd>{momentWords(last.takenAt)}</dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>Size</Trans>
            </dt>
            <dd>{fileSize(last.bytes)}</dd>
          </div>
          <div className="kv">
            <dt>
              <Trans>Looked at</Trans>
            </dt>
            <dd>{verifiedWords(last.verified)}</dd>
          </div>
        </dl>
      )}
      <p className="sec">
        {everyHours === undefined ? (
          <Trans>None is made by itself here: whoever looks after the server makes them.</Trans>
        ) : (
          <Plural value={everyHours} one="One is made every hour." other="One is made every # hours." />
        )}{' '}
        <Trans>Each is encrypted. Only whoever holds its key can open it, and not the server itself.</Trans>
      </p>
    </>
  );
}

function Verdict({ age }: Pick<Backups, 'age'>) {
  switch (age) {
    case 'fresh':
      return <Banner kind="ok" title={<Trans>There is a good backup</Trans>} />;
    case 'old':
      return (
        <Banner kind="warn" title={<Trans>The last backup is old</Trans>}>
          <Trans>Please tell whoever looks after the server.</Trans>
        </Banner>
      );
    case 'none':
      return (
        <Banner kind="warn" title={<Trans>There is no backup yet</Trans>}>
          <Trans>Should the disk fail, everything would be lost. Please tell whoever looks after the server.</Trans>
        </Banner>
      );
  }
  return age satisfies never;
}
