import type { QueryClient } from '@tanstack/react-query';

/** Between the answer to one question and the next question that follows from it. */
const QUIET_MS = 500;

/** Resolves when all that the first screen asked for was answered: what is for later takes nothing from it on a slow line. */
export function whenAnswered(client: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(look, QUIET_MS);
    const stop = client.getQueryCache().subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(look, QUIET_MS);
    });
    function look(): void {
      if (client.isFetching() > 0) return;
      stop();
      resolve();
    }
  });
}
