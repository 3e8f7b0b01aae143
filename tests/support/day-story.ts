import type { Press } from './desk-device.ts';

/** One press by one of the devices, in the order in which things happen. */
export interface Happening {
  device: number;
  booking: number;
  press: Press | 'Undo';
}

const ORDER = ['Check in', 'Start', 'Finish'] as const satisfies readonly Press[];
const REACHED = ['confirmed', 'arrived', 'in_session', 'completed'] as const;

/**
 * A day that never was, the same for the same seed: who presses what on which of the devices, none of which hears of the
 * others. What one has told the next may tell again, since it cannot know; some check-ins were a mistake and are taken back.
 *
 * @returns the presses, interleaved over the bookings, and where each booking must stand at the end
 */
export function dayStory(seed: number, devices: number, bookings: number): { story: Happening[]; ends: string[] } {
  const random = seeded(seed);
  const pick = (below: number) => Math.floor(random() * below);
  const courses = Array.from({ length: bookings }, (_, booking) => courseOf(booking));
  const story: Happening[] = [];
  while (courses.some((course) => course.length > 0)) {
    const open = courses.filter((course) => course.length > 0);
    story.push(...(open[pick(open.length)]?.splice(0, 1) ?? []).flat());
  }
  return { story, ends: Array.from({ length: bookings }, (_, booking) => endOf(booking)) };

  function courseOf(booking: number): Happening[][] {
    const steps: Happening[][] = [];
    // Where each device believes the booking to stand: it only offers the next step.
    const known = Array.from({ length: devices }, () => 0);
    const far = booking % 7 === 0 ? 2 : 3;
    const tell = (device: number, upTo: number) => {
      const presses = ORDER.slice(known[device], upTo).map((press) => ({ device, booking, press }));
      known[device] = Math.max(known[device] ?? 0, upTo);
      for (const press of presses) steps.push([press]);
    };

    const first = pick(devices);
    if (booking % 5 === 0) {
      // In one go: "Undo" stands beside what was pressed last.
      steps.push([
        { device: first, booking, press: 'Check in' },
        { device: first, booking, press: 'Undo' },
      ]);
    }
    for (let upTo = 1; upTo <= far; upTo++) {
      tell((first + pick(2)) % devices, upTo);
      if (booking % 3 === 0) tell(pick(devices), upTo);
    }
    return steps;
  }

  function endOf(booking: number): string {
    return REACHED[booking % 7 === 0 ? 2 : 3];
  }
}

/** mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
