import type { Affected, Outcome } from '#contract/blocks.ts';

/** What can become of one session whose room is closed or whose counsellor is away, as a list offers it. */
export type OutcomeKey = '' | 'cancel' | `room ${string}` | `counsellor ${string}` | `move ${number}`;

/**
 * Another room, or somebody else at the same time, is the least trouble for everybody; nobody is cancelled without
 * somebody saying so.
 */
export function usualOutcome({ rooms, counsellors }: Affected): OutcomeKey {
  if (rooms[0] !== undefined) return `room ${rooms[0]}`;
  return counsellors[0] === undefined ? '' : `counsellor ${counsellors[0]}`;
}

export function outcomeKeys({ rooms, counsellors, times, isDated }: Affected): OutcomeKey[] {
  return [
    ...rooms.map((room): OutcomeKey => `room ${room}`),
    ...counsellors.map((counsellor): OutcomeKey => `counsellor ${counsellor}`),
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
  if (what === 'counsellor') return { session, do: 'counsellor', counsellor: which };
  const time = times[Number(which)];
  return time && { session, do: 'move', startsAt: time.startsAt, mode: time.mode, counsellor: time.counsellor };
}
