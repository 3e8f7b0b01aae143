import { lazy, type ComponentType } from 'react';
import { loadArea } from '../i18n.ts';

const AGAIN_MS = 5_000;

type Load<P> = () => Promise<ComponentType<P>>;

/** A part that not everybody sees, with its words: both are fetched when it is first shown, or `ahead` of that. */
export function withWords<P extends object>(load: Load<P>) {
  const ahead = async () => {
    const [component] = await Promise.all([load(), loadArea('problems')]);
    return { default: component };
  };
  return Object.assign(lazy(ahead), { ahead });
}

/** As `withWords`, for what nobody asked to see: where it cannot be fetched nothing else breaks, and it is tried again. */
export function noticeWithWords<P extends object>(load: Load<P>) {
  const { ahead } = withWords(load);
  const atLast = async (): ReturnType<typeof ahead> => {
    try {
      return await ahead();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      return atLast();
    }
  };
  return lazy(atLast);
}
