/** Shapes of those who work here, kept out of the first screen's set. `filled` parts carry the state where a line would not. */
const SHAPES = {
  search: { line: 'M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M15.5 15.5l5 5' },
  scan: { line: 'M4 8V4h4m8 0h4v4m0 8v4h-4m-8 0H4v-4M7.5 9v6m3-6v6m3-6v6m3-6v6' },
  lock: { line: 'M6 10.5h12v9.5H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5' },
  plus: { line: 'M12 5v14M5 12h14' },
  waiting: { line: 'M12 19V6m-5 5 5-5 5 5M5 3h14' },
  print: { line: 'M7 8V3.5h10V8M7 17H4V8h16v9h-3M7 14h10v6.5H7z' },
  link: {
    line: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5',
  },
  people: {
    line: 'M12.3 8a3.3 3.3 0 1 1-6.6 0 3.3 3.3 0 0 1 6.6 0M3 19.5c.5-3.5 2.8-5.5 6-5.5s5.5 2 6 5.5M18.5 7v6m-3-3h6',
  },
  steps: {
    line: 'M14.7 15.5a4.7 4.7 0 1 1-9.4 0 4.7 4.7 0 0 1 9.4 0M10 4.5v6.5h5l2.5 6H20M10.8 3.2a.8.8 0 1 1-1.6 0 .8.8 0 0 1 1.6 0',
  },
  hearing: {
    line: 'M7.5 10a4.5 4.5 0 0 1 9 0c0 3.5-3.5 3.7-3.5 7a2.5 2.5 0 0 1-4 2M10.2 10.5a1.8 1.8 0 0 1 3.6 0',
  },
  door: { line: 'M6 20.5V4h9v16.5M3.5 20.5h17M12 12.4v.1M18 8.5v3m-1.5-1.5h3' },
  child: { line: 'M15 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0M12 10v6m-4.5-3.5L12 12l4.5.5M12 16l-3 4.5m3-4.5 3 4.5' },
  shelter: { line: 'M12 3.5 19.5 6v6c0 4.3-3 7-7.5 8.5C7.5 19 4.5 16.3 4.5 12V6z' },
  safe: { line: 'M4 5.5h16v13H4zM7 18.5v2m10-2v2M15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M12 10v2l1.3 1' },
  ring: { line: 'M19.5 12a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0' },
  disc: {
    line: 'M19.5 12a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0',
    filled: 'M19.5 12a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0',
  },
  half: { line: 'M19.5 12a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0', filled: 'M12 4.5a7.5 7.5 0 0 1 0 15z' },
} as const satisfies Record<string, { line: string; filled?: string }>;

export type StaffIconName = keyof typeof SHAPES;

export function StaffIcon({ name, small = false }: { name: StaffIconName; small?: boolean }) {
  const shape: { line: string; filled?: string } = SHAPES[name];
  return (
    <svg className={small ? 'i s' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
      {shape.filled && <path d={shape.filled} fill="currentColor" stroke="none" />}
      <path d={shape.line} />
    </svg>
  );
}
