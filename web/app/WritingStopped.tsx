import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useRef } from 'react';
import { noticeWithWords } from '../i18n/catalogs/with-words.ts';
import { useWritingStopped } from '../platform/writing/writing-state.ts';

const CannotSave = noticeWithWords(async () => (await import('./seldom/CannotSave.tsx')).CannotSave);

/** For as long as nothing can be saved, it is said so. It goes by itself. */
export function WritingStopped({ isAtWork = false }: { isAtWork?: boolean }) {
  const isStopped = useWritingStopped();
  useAskingAnew(isStopped);
  if (!isStopped) return null;

  return (
    <Suspense>
      <CannotSave isAtWork={isAtWork} />
    </Suspense>
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
