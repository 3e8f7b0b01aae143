import { Plural, Trans } from '@lingui/react/macro';
import type { DayCount } from './focus-session.ts';

/** "5 appointments · 1 has arrived": a change in it is told without a sound. */
export function DaySummary({ count }: { count: DayCount }) {
  return (
    <p className="sec" role="status">
      {count.sessions === 0 ? (
        <Trans>No appointments</Trans>
      ) : (
        <Plural value={count.sessions} one="# appointment" other="# appointments" />
      )}
      {count.arrived > 0 && (
        <>
          {'\u00a0· '}
          <b>
            <Plural value={count.arrived} one="# has arrived" other="# have arrived" />
          </b>
        </>
      )}
    </p>
  );
}
