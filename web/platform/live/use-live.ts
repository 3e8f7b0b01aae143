import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { askStaffAnew } from '../queries/staff/staff-write.ts';
import { followLive } from './live-stream.ts';
import { isLive, onLive, setLive } from './live-state.ts';

/** Several changes at once are one look. */
const GATHER_MS = 150;

/** While it is on screen, what staff see follows what happens elsewhere. `onEnded`: the sign-in is over. */
export function useLiveChanges(onEnded?: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        void askStaffAnew(client);
      }, GATHER_MS);
    };
    const stop = followLive({
      changed: look,
      ended: () => onEnded?.(),
      // What happened while nothing was heard has to be asked for, and so has everything from now on without a stream.
      connected: (isConnected) => {
        setLive(isConnected);
        look();
      },
    });
    return () => {
      clearTimeout(gathering);
      stop();
      setLive(false);
    };
  }, [client, onEnded]);
}

export function useLive(): boolean {
  return useSyncExternalStore(onLive, isLive);
}
