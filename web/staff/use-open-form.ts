import { tabName } from '../offline/at-work/tab-name.ts';
import { useDraft } from './use-draft.ts';

/**
 * Which form stands open in this tab: after a lock, a reload or a newer version it opens by itself, with what was chosen in it
 * (`useDraft`). @param page on which it stands
 */
export function useOpenForm<T>(page: string): [form: T | undefined, open: (form: T) => void, close: () => void] {
  const [form, open, close] = useDraft<T | undefined>(`open ${page} ${tabName()}`, undefined);
  return [form, open, close];
}
