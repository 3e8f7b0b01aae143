import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant } from '#domain/ids.ts';
import type { SignInRow } from '../storage/stores/sign-in-store.ts';

/** What a request carries through Hono. `incoming` and `outgoing` are absent where no socket is (in tests); then `address` stands for it. */
export interface HttpEnv {
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse; address?: string };
  Variables: { signIn?: SignInRow; now?: Instant; route?: string; refusal?: string };
}
