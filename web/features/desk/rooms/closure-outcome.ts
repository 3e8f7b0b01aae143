import type { Affected, Outcome } from '#contract/blocks.ts';

/** What can become of one session whose room is closed, as a list offers it. */
export type OutcomeKey = '' | 'cancel' | `room ${string}` | `move ${number}`;

/** Another room is the least trouble for everybody; nobody is cancelled without somebody saying so. */
export function usualOutcome({ rooms }: Affected): OutcomeKey {
  return rooms[0] === undefined ? '' : `room ${rooms[0]}`;
}

export function outcomeKeys({ rooms, times, isDated }: Affected): OutcomeKey[] {
  return [
    ...rooms.map((room): OutcomeKey => `room ${room}`),
    // A dated session is not one person's to move.
    ...(isDated ? [] : times.map((_, place): OutcomeKey => `move ${place}`)),
    'cancel',
  ];
}

export function outcomeOf(affected: Affected, key: OutcomeKey): Outcome | undefined {
  const { session, times } = affected;
  if (key === '') return undefined;
  if (key === 'cancel') return { session, do: 'cancel' };

  const [what, which = ''] = key.split(' ');
  if (what === 'room') return { session, do: 'room', room: which };
  const time = times[Number(which)];
  return time && { session, do: 'move', startsAt: time.startsAt, mode: time.mode, counsellor: time.counsellor };
}
