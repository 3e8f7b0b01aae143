/** Shapes of the design's screens, 24 × 24, drawn as strokes. Those that point along the line turn with the script. */
const SHAPES = {
  help: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M15.6 12a3.6 3.6 0 1 1-7.2 0 3.6 3.6 0 0 1 7.2 0M5.7 5.7l3.7 3.7m5.2 5.2 3.7 3.7m0-12.6-3.7 3.7m-5.2 5.2-3.7 3.7',
  leave: 'M14 4h5a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-5M15 12H4m4-4-4 4 4 4',
  cloud: 'M7 18h10.2a3.8 3.8 0 0 0 .9-7.5A6 6 0 0 0 6.6 9.9 4.1 4.1 0 0 0 7 18z',
  offline: 'M7 18h10.2a3.8 3.8 0 0 0 .9-7.5A6 6 0 0 0 6.6 9.9 4.1 4.1 0 0 0 7 18zM4 4l16 16',
  room: 'M20 12V4H4v16h8M13 13l7.5 7.5',
  phone:
    'M7 3.5 10 8 8.2 10.2c1 2.3 2.8 4.2 5.4 5.5L15.8 14l4.7 2.8c0 2.2-1.7 3.7-3.7 3.7C9.7 20.5 3.5 14 3.5 7.3c0-2 1.4-3.8 3.5-3.8z',
  video: 'M3.5 7h11v10h-11zM14.5 10.5l6-3v9l-6-3',
  down: 'm5.5 9.5 6.5 6 6.5-6',
  language: 'M3.5 6h9M8 4v2c0 4-2 6.5-4.5 8M5.5 9c1 2.5 3 4 5 5M12 20l4.2-10 4.3 10m-7-3.2h5.4',
  before: 'M14.5 5.5 8 12l6.5 6.5',
  after: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  month: 'M4 6h16v14H4zM4 10h16M8 3.5V7m8-3.5V7',
  book: 'M4 6h16v14H4zM4 10h16M8 3.5V7m8-3.5V7M12 12.5v5m-2.5-2.5h5',
  ticket: 'M6 3.5h12v17l-2.5-1.5-1.75 1.5L12 19l-1.75 1.5L8.5 19 6 20.5zM9 8h6m-6 4h6',
  person: 'M15.7 8a3.7 3.7 0 1 1-7.4 0 3.7 3.7 0 0 1 7.4 0M4.5 20c.7-4 3.7-6 7.5-6s6.8 2 7.5 6',
  tick: 'm5 12.5 4.5 4.5L19.5 7',
  bell: 'M6.5 17V11a5.5 5.5 0 0 1 11 0v6l1.5 1.5H5zM10.5 21h3',
  close: 'M6 6l12 12M18 6 6 18',
  move: 'M4 9h15m-4-4 4 4-4 4M20 15H5m4 4-4-4 4-4',
  directions: 'M5 20v-9a2 2 0 0 1 2-2h11m-4-4 4 4-4 4',
  again: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4.5H15',
  stop: 'M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM12 8v5m0 3v.1',
  attention: 'M12 4 21 20H3zM12 10v4.5m0 2.5v.1',
  info: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 11v5.5m0-9v.1',
  clock: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 7v5l3.5 2',
  ring: 'M18 12a6 6 0 1 1-12 0 6 6 0 0 1 12 0',
  disc: 'M18 12a6 6 0 1 1-12 0 6 6 0 0 1 12 0M15.6 12a3.6 3.6 0 1 1-7.2 0 3.6 3.6 0 0 1 7.2 0M13.2 12a1.2 1.2 0 1 1-2.4 0 1.2 1.2 0 0 1 2.4 0',
  half: 'M18 12a6 6 0 1 1-12 0 6 6 0 0 1 12 0M12 6v12M14.2 7v10M16.2 8.4v7.2',
} as const;

const TURNING = new Set<string>(['leave', 'before', 'after', 'directions']);

export type IconName = keyof typeof SHAPES;

export function Icon({ name, small = false, className = '' }: { name: IconName; small?: boolean; className?: string }) {
  const classes = ['i', small && 's', TURNING.has(name) && 'dir', className].filter(Boolean).join(' ');
  return (
    <svg className={classes} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}

/** The mark: a room's plan with its door open. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" strokeWidth="2.4">
      <path d="M20 12.2V4H4v16h8.2" stroke="currentColor" />
      <path d="M12.6 12.6 21 21" stroke="var(--accent)" />
    </svg>
  );
}
