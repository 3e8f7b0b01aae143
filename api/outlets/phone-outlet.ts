import { randomUUID } from 'node:crypto';
import { NotSent, type Message, type Outlet } from './outlet.ts';
import { patientOutlet } from './patient-outlet.ts';

export interface PhoneSettings {
  url: string;
  key: string;
}

interface Call {
  to: string;
  text: string;
  /** One for all tries: a gateway that took the first and answered too late need not send twice. */
  id: string;
}

const PATIENCE_MS = 8_000;
const MAY_GO_BETTER = new Set([408, 425, 429]);

/** Text messages by one plain HTTP call (docs/phone-gateway.md), so that any provider can be put behind it. */
export function phoneOutlet(
  settings: PhoneSettings,
  pausesMs?: readonly number[],
  patienceMs: number = PATIENCE_MS,
): Outlet {
  const prepare = (to: string, { text, number: id = randomUUID() }: Message) => {
    return async () => {
      const status = await post(settings, { to, text, id }, patienceMs);
      if (status < 200 || status > 299)
        throw new NotSent(`gateway_${status}`, status >= 500 || MAY_GO_BETTER.has(status));
    };
  };
  return patientOutlet(prepare, pausesMs);
}

async function post({ url, key }: PhoneSettings, { to, text, id }: Call, patienceMs: number): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': id },
      body: JSON.stringify({ to, text }),
      // The key is meant for this address and no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (fault) {
    const isLate = fault instanceof Error && fault.name === 'TimeoutError';
    throw new NotSent(isLate ? 'gateway_timed_out' : 'gateway_not_reached', true);
  }
}
