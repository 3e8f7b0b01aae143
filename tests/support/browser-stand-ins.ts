import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';

/** What a page has and Node has not, for unit tests of what is kept on a device. One browser; each `newTab` is a page in it. */
export class BrowserStandIn {
  readonly disk = new IDBFactory();
  readonly local = new Map<string, string>();
  readonly session = new Map<string, string>();
  readonly locks = new LocksStandIn();
  #page = new EventTarget();

  /** From now on modules that are imported belong to a page that has just begun. */
  newTab(): void {
    vi.resetModules();
    vi.stubGlobal('indexedDB', this.disk);
    vi.stubGlobal('localStorage', storage(this.local));
    vi.stubGlobal('sessionStorage', storage(this.session));
    const page = (this.#page = new EventTarget());
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined });
    vi.stubGlobal('navigator', { onLine: true, locks: this.locks });
    vi.stubGlobal('__RELEASE__', '0.0.1');
  }

  /** Something happens to the newest page: `online`, `focus`. */
  happen(name: string): void {
    this.#page.dispatchEvent(new Event(name));
  }

  /** What comes after in this worker begins without it. */
  close(): void {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.resetModules();
  }
}

/** One holder at a time, the others in a line; as much of Web Locks as the outbox asks for. */
class LocksStandIn {
  readonly #tails = new Map<string, Promise<unknown>>();
  held = 0;
  mostHeld = 0;

  async request<T>(name: string, _: unknown, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const mine = before.then(async () => {
      this.mostHeld = Math.max(this.mostHeld, ++this.held);
      try {
        return await work();
      } finally {
        this.held--;
      }
    });
    this.#tails.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

function storage(kept: Map<string, string>): Partial<Storage> {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
