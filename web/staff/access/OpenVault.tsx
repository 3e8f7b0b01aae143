import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, type ReactNode } from 'react';
import type { Me } from '#contract/sign-in.ts';
import { watchIdle } from '../../offline/at-work/idle-watch.ts';
import { checkPerson, idleMsOf, lockNow, signInNeeded } from '../../offline/staff-vault/staff-access.ts';
import { onTabNews, tellTabs } from '../../offline/at-work/staff-tabs.ts';
import { seenAtWork } from '../../offline/staff-vault/vault-lock.ts';
import { deviceNow } from '../../platform/clock.ts';
import { useLiveChanges } from '../../platform/live/use-live.ts';
import { meQuery } from '../../platform/queries/me-query.ts';

/** While the vault is open: what waits is sent, changes are heard of, and nobody touching anything locks it. */
export function OpenVault({ me, children }: { me: Me; children: ReactNode }) {
  const client = useQueryClient();
  const idleMs = idleMsOf(me);
  const isUnknown = useQuery(meQuery).data === null;
  const ended = useCallback(() => void checkPerson(client), [client]);
  useLiveChanges(ended);

  useEffect(() => {
    if (isUnknown) signInNeeded(client);
  }, [isUnknown, client]);

  useEffect(() => {
    addEventListener('online', ended);
    return () => removeEventListener('online', ended);
  }, [ended]);

  useEffect(() => {
    const watch = watchIdle(
      idleMs,
      () => void lockNow(client),
      () => {
        void seenAtWork(deviceNow());
        tellTabs('at work');
      },
    );
    const stop = onTabNews((news) => news === 'at work' && watch.sawElsewhere());
    return () => {
      stop();
      watch.stop();
    };
  }, [idleMs, client]);

  return children;
}
