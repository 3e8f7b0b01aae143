import { useEffect, useMemo, useState } from 'react';
import { rowsByAlias, rowsByCode, soughtIn, type Sought } from '../day/find-in-day.ts';
import type { DayRow, DeskToday } from '../day/use-desk-today.ts';

export interface DeskSearch {
  typed: string;
  setTyped: (typed: string) => void;
  sought: Sought | undefined;
  /** Undefined while nothing is looked for, or the code is being compared. */
  found: DayRow[] | undefined;
}

/** Looks through the day that is on the device: alias and code need no network. */
export function useDeskSearch({ day, rows }: Pick<DeskToday, 'day' | 'rows'>): DeskSearch {
  const [typed, setTyped] = useState('');
  const [byCode, setByCode] = useState<{ code: string; bookings: string[] }>();
  const sought = useMemo(() => soughtIn(typed), [typed]);
  const code = sought?.by === 'code' ? sought.code : undefined;

  useEffect(() => {
    if (!code || !day) return undefined;
    let isOld = false;
    void rowsByCode(day, code).then((found) => {
      if (!isOld) setByCode({ code, bookings: found.map(({ booking }) => booking) });
    });
    return () => void (isOld = true);
  }, [code, day]);

  const found = useMemo(() => {
    if (!sought) return undefined;
    if (sought.by === 'card') return [];
    const bookings =
      sought.by === 'alias'
        ? rowsByAlias(
            rows.map(({ row }) => row),
            sought.alias,
          ).map(({ booking }) => booking)
        : byCode?.code === sought.code
          ? byCode.bookings
          : undefined;
    return bookings && rows.filter(({ row }) => bookings.includes(row.booking));
  }, [sought, rows, byCode]);

  return { typed, setTyped, sought, found };
}
