import { Plural, Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import type { CatalogueBranch } from '../platform/queries/catalogue-query.ts';
import { useCountdown } from '../platform/clock.ts';
import type { Problem } from '../platform/problem.ts';
import { Banner } from '../ui/Banner.tsx';
import { Icon } from '../ui/Icon.tsx';

const RETRY_SEC = 20;

/** The times did not come: what failed, that nothing is lost, two ways on, and another try by itself. */
export function TimesFault(props: { problem: Problem; branch: CatalogueBranch; onRetry: () => void }) {
  const { problem, branch, onRetry } = props;
  const seconds = useCountdown(RETRY_SEC);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) onRetry();
    // Once, when the time is over; a new fault comes with a new countdown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver]);

  return (
    <div style={{ paddingBlock: 'var(--s4)' }}>
      <Banner
        kind="stop"
        title={<Trans>The times did not load</Trans>}
        actions={
          <>
            <button type="button" className="btn pri" onClick={onRetry}>
              <Icon name="again" small />
              <Trans>Try again</Trans>
            </button>
            <a className="btn" href={`tel:${branch.phone.replaceAll(' ', '')}`}>
              <Icon name="phone" small />
              <Trans>Call the desk</Trans>
            </a>
          </>
        }
      >
        {problem.code === 'offline' ? (
          <Trans>There is no network, and no times were kept on this device. Nothing was booked or lost.</Trans>
        ) : (
          <Trans>The library’s system did not answer. Nothing was booked or lost.</Trans>
        )}
      </Banner>
      <p className="meta" style={{ marginBlockStart: 'var(--s3)', minBlockSize: '1.5em' }}>
        {seconds > 0 ? (
          <Plural value={seconds} one="Trying by itself in # second" other="Trying by itself in # seconds" />
        ) : (
          <Trans>Trying again</Trans>
        )}
      </p>
    </div>
  );
}
