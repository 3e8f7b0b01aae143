import type { TestApi } from './api.ts';

/** One device's open stream, as a test hears it. */
export interface Listener {
  status: number;
  headers: Headers;
  /** Everything that was sent so far, comments too. */
  text(): string;
  /** How many changes were told so far. */
  changes(): number;
  /** Milliseconds until the next change from now on. @throws Error when none comes in time. */
  nextChange(withinMs?: number): Promise<number>;
  /** Resolves with all that was sent once the stream is over. */
  over: Promise<string>;
  /** Goes away. */
  leave(): Promise<void>;
}

/** Opens `GET /api/live` and reads whatever comes. */
export async function listen(api: Pick<TestApi, 'request'>, cookie: string): Promise<Listener> {
  const answer = await api.request('/api/live', { cookie });
  return listenTo(answer);
}

export function listenTo(answer: Response): Listener {
  const reader = answer.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const wake: (() => void)[] = [];
  const changes = () => text.split('event: change\ndata: {}\n\n').length - 1;

  const over = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
      for (const one of wake.splice(0)) one();
    }
  })();
  // A stream that is cut off is over too, and the test says so itself.
  over.catch(() => {});

  return {
    status: answer.status,
    headers: answer.headers,
    text: () => text,
    changes,
    over,
    leave: () => reader.cancel(),
    // How soon is measured elsewhere, on devices (tests/browser/staff-numbers.test.ts): here a busy machine may take its time.
    nextChange: async (withinMs = 10_000) => {
      const before = changes();
      const began = performance.now();
      const late = setTimeout(() => wake.forEach((one) => one()), withinMs);
      while (changes() === before) {
        if (performance.now() - began >= withinMs) throw new Error(`no change was told within ${withinMs} ms`);
        await new Promise<void>((next) => wake.push(next));
      }
      clearTimeout(late);
      return performance.now() - began;
    },
  };
}
