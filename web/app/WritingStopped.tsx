import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWritingStopped } from '../platform/writing/writing-state.ts';
import { Banner } from '../ui/Banner.tsx';

/** For as long as nothing can be saved: what still works, that nothing is lost, and what to do. It goes by itself. */
export function WritingStopped({ isAtWork = false }: { isAtWork?: boolean }) {
  const isStopped = useWritingStopped();
  useAskingAnew(isStopped);
  if (!isStopped) return null;

  return (
    <div className="standing">
      <Banner kind="warn" title={<Trans>Nothing can be saved right now</Trans>}>
        {isAtWork ? (
          <Trans>
            You can still look things up. Check-ins are kept on this device and sent by themselves. Anything else: leave
            it open and try again in a few minutes. Nothing is lost, and nothing is booked twice.
          </Trans>
        ) : (
          <Trans>
            You can still look at times and at your appointments. Leave this open and try again in a few minutes, or
            call the library. Nothing is lost, and nothing is booked twice.
          </Trans>
        )}
      </Banner>
    </div>
  );
}

/** What could not be read meanwhile is asked for when it is over. */
function useAskingAnew(isStopped: boolean): void {
  const client = useQueryClient();
  const was = useRef(isStopped);
  useEffect(() => {
    if (was.current && !isStopped) void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
    was.current = isStopped;
  }, [client, isStopped]);
}
