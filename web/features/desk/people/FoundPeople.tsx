import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { DeskPatron } from '#contract/desk.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useBranchDay } from '../../../staff/use-branch-day.ts';

/** People by their alias, with their appointments of these days; never a name. */
export function FoundPeople({ found, onFound }: { found: DeskPatron[]; onFound?: (booking: string) => void }) {
  const { today } = useBranchDay();
  return (
    <ul className="slots people">
      {found.map((patron) => (
        <li key={patron.patron}>
          <Link className="slot" href={`/desk/patrons/${encodeURIComponent(patron.patron)}`}>
            <Icon name="person" />
            <span className="grow">
              <span className="w">{patron.alias ?? <Trans>Without an alias</Trans>}</span>
              <span className="d">
                {patron.rows.length > 0 ? (
                  joined(
                    patron.rows.map(({ localStart }) => `${shortDay(localStart.slice(0, 10))} ${clock(localStart)}`),
                  )
                ) : (
                  <Trans>no appointment from yesterday to tomorrow</Trans>
                )}
              </span>
            </span>
            <Icon name="after" small className="go" />
          </Link>
          {onFound &&
            patron.rows
              .filter(({ localStart }) => localStart.startsWith(today))
              .map(({ booking, localStart }) => (
                <button key={booking} type="button" className="btn" onClick={() => onFound(booking)}>
                  <Trans>Show {clock(localStart)}</Trans>
                </button>
              ))}
        </li>
      ))}
    </ul>
  );
}
