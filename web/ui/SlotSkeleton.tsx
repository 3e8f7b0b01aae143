import { useEffect, useState } from 'react';

const LATE_MS = 300;

/** Rows of the real list's shape. They appear after a moment only: a quick answer should not flash. */
export function SlotSkeleton({ label }: { label: string }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;

  return (
    <div aria-busy="true" aria-label={label} role="status">
      <div className="part">
        <span className="sk" style={{ '--w': '5rem' }} />
      </div>
      <ul className="slots" aria-hidden="true">
        {[9, 7, 8, 7].map((width, row) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows of nothing have no other name
          <li key={row}>
            <div className="slot">
              <span className="sk box" />
              <span className="stack" style={{ gap: '.375rem' }}>
                <span className="sk" style={{ '--w': `${width}rem` }} />
                <span className="sk" style={{ '--w': `${width + 3}rem` }} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
