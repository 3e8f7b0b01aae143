import { deviceNow } from '../clock.ts';

/**
 * What one device does is on the others within a second: the API says that something has changed, never what. One stream for
 * the whole browser: the tab that holds the lock has it and tells the others; when it is gone the next one takes over.
 */

export interface LiveListener {
  changed(): void;
  /** The sign-in is over. */
  ended(): void;
  /** Whether changes are heard of at once, or have to be asked for. */
  connected(isConnected: boolean): void;
}

type News = 'change' | 'ended' | 'open' | 'cut';

const LOCK = 'quietroom-live';
const ADDRESS = '/api/live';
/** The leader says that often that it is there; the others believe it for a little longer. */
const ALIVE_MS = 5000;
const SILENT_MS = 12_000;
const TRY_AGAIN_MS = 15_000;

/** @returns how to stop, which closes the stream where it is this tab's */
export function followLive(listener: LiveListener): () => void {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(LOCK);
  let isConnected = false;
  let heardAt = -Infinity;

  const hear = (news: News) => {
    heardAt = deviceNow();
    if (news === 'change') return listener.changed();
    if (news === 'ended') listener.ended();
    setConnected(news === 'open');
  };
  const setConnected = (now: boolean) => {
    if (now === isConnected) return;
    isConnected = now;
    listener.connected(now);
  };
  channel.addEventListener('message', ({ data }) => hear(data as News));
  const watch = setInterval(() => deviceNow() - heardAt > SILENT_MS && setConnected(false), ALIVE_MS);

  const lead = () =>
    leadStream(stopped.signal, (news) => {
      channel.postMessage(news);
      hear(news);
    });
  const locks = navigator.locks as LockManager | undefined;
  void (locks ? locks.request(LOCK, { signal: stopped.signal }, lead) : lead()).catch(() => undefined);

  return () => {
    stopped.abort();
    clearInterval(watch);
    channel.close();
  };
}

/** Holds the stream open until it is told to stop. */
function leadStream(signal: AbortSignal, tell: (news: News) => void): Promise<void> {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  const say = (news: 'open' | 'cut') => {
    isOpen = news === 'open';
    tell(news);
  };
  const close = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    source = new EventSource(ADDRESS);
    source.addEventListener('open', () => say('open'));
    source.addEventListener('change', () => tell('change'));
    source.addEventListener('ended', () => {
      close();
      tell('ended');
      again = setTimeout(open, TRY_AGAIN_MS);
    });
    source.addEventListener('error', () => {
      say('cut');
      // A stream that the server refused is not opened again by the browser itself.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, TRY_AGAIN_MS);
    });
  };
  const cut = () => {
    close();
    say('cut');
  };

  open();
  // A stream whose network is gone often does not notice.
  const onOffline = cut;
  addEventListener('online', open);
  addEventListener('offline', onOffline);
  const alive = setInterval(() => tell(isOpen ? 'open' : 'cut'), ALIVE_MS);

  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      removeEventListener('online', open);
      removeEventListener('offline', onOffline);
      close();
      resolve();
    });
  });
}
