import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { withIntent } from '../../intent.ts';
import { Problem } from '../../problem.ts';
import { heardServerTime } from '../../server-clock.ts';

/** Everything that staff see begins with this word, so that it can be asked for anew, and forgotten, in one go. */
export const STAFF = 'staff';

/** Something happened somewhere: what is on screen is asked for anew, but for what names `but`: that is gone. */
export function askStaffAnew(client: QueryClient, but?: string): Promise<void> {
  return client.invalidateQueries({
    queryKey: [STAFF],
    predicate: ({ queryKey }) => but === undefined || !queryKey.includes(but),
  });
}

/** An answer says what time it is at the server. */
export async function heard<T extends { asOf: string }>(answer: Promise<T>): Promise<T> {
  const it = await answer;
  heardServerTime(it.asOf);
  return it;
}

const isOpen = (error: unknown) => error instanceof Problem && ['unclear', 'twin_running'].includes(error.code);

/**
 * One write, with one key however often it is sent: `name` and what is wanted make the intent. An answer that was lost is
 * asked for again under the same key. Whatever came of it, the day is read anew.
 */
export function useStaffWrite<Input, Answer>(
  name: string,
  send: (input: Input, key: string) => Promise<Answer>,
  goneBy?: (input: Input) => string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => withIntent(`${name} ${JSON.stringify(input)}`, (key) => send(input, key)),
    retry: (failures, error) => failures < 2 && isOpen(error),
    retryDelay: (failures) => 800 * 2 ** failures,
    onSettled: (_answer, error, input) => void askStaffAnew(client, error ? undefined : goneBy?.(input)),
  });
}
