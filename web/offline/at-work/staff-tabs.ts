/** The tabs of one browser lock and open together. */

export type StaffNews = 'locked' | 'opened' | 'at work';

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('quietroom-staff');

export function tellTabs(news: StaffNews): void {
  channel?.postMessage(news);
}

/** @returns how to stop listening */
export function onTabNews(heard: (news: StaffNews) => void): () => void {
  const listen = ({ data }: MessageEvent) => heard(data as StaffNews);
  channel?.addEventListener('message', listen);
  return () => channel?.removeEventListener('message', listen);
}
