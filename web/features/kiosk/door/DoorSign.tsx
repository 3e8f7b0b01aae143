import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { clock } from '../../../i18n/format.ts';
import { wallClock } from '../../../i18n/wall-clock.ts';
import { useServerNow } from '../../../platform/server-clock.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useDoorSign } from '../../../platform/queries/staff/screen-queries.ts';
import { useStayAwake, useStayHere } from '../stay-here.ts';
import { signState } from './sign-state.ts';

const EVERY_MS = 5000;

/** Words that can be read from across a corridor, and nothing more. */
export function DoorSign() {
  useStayHere();
  useStayAwake();
  const catalogue = useCatalogue();
  const { data: sign, refetch } = useDoorSign();
  const now = useServerNow(EVERY_MS);
  const zone = byId(catalogue?.branches, sign?.branch)?.timeZone;
  const state = signState(sign, now, (at) => (zone ? wallClock(at, zone) : ''));

  // A word that has run out is asked for at once, not at the next regular look.
  const hasRunOut = state.is === 'unknown' && sign !== undefined;
  useEffect(() => {
    if (hasRunOut) void refetch();
  }, [hasRunOut, refetch]);

  return (
    <main id="content" className={`door ${state.is}`}>
      <h1 aria-live="polite">
        {state.is === 'free' && <Trans>Free</Trans>}
        {state.is === 'unknown' && '–'}
        {state.is === 'used' &&
          (state.until ? (
            <Trans>
              In use until <b>{clock(state.until)}</b>
            </Trans>
          ) : (
            <Trans>In use</Trans>
          ))}
      </h1>
    </main>
  );
}
