import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { PartnerProgramme } from '#contract/oversight/partner.ts';
import { dayRange, fullDate, money } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';

interface Props {
  programme: PartnerProgramme;
  onMake: () => void;
}

/** One programme. Nothing in it is about fewer than five people (R2). */
export function ProgrammePart({ programme, onMake }: Props) {
  const { name, until, budgets, codes, weeks } = programme;
  const words = say(name);
  return (
    <section className="stack programme" aria-label={words}>
      <h2 className="t-md">{words}</h2>
      {until !== undefined && (
        <p className="meta">
          <Trans>Over after {fullDate(until)}</Trans>
        </p>
      )}
      {budgets.map(({ budget, tenthsLeft }) => (
        <Budget key={budget.currency} amount={money(budget)} tenths={tenthsLeft} />
      ))}
      {codes && (
        <div className="row between admin-head">
          <p className="sec">
            <Plural
              value={codes.left}
              _0="No more codes can be made."
              one="# more code can be made."
              other="# more codes can be made."
            />
          </p>
          {codes.left > 0 && (
            <button type="button" className="btn" aria-haspopup="dialog" onClick={onMake}>
              <StaffIcon name="plus" small />
              <Trans>Make codes</Trans>
            </button>
          )}
        </div>
      )}
      <Weeks weeks={weeks} />
    </section>
  );
}

function Budget({ amount, tenths }: { amount: string; tenths: number }) {
  return (
    <div className="stack budget">
      <p>
        <Trans>You give {amount}.</Trans>{' '}
        {tenths === 0 ? (
          <Trans>Less than a tenth of it is left.</Trans>
        ) : tenths === 10 ? (
          <Trans>All of it is left.</Trans>
        ) : (
          <Plural value={tenths} one="At least # tenth of it is left." other="At least # tenths of it are left." />
        )}
      </p>
      <span className="tenths" aria-hidden="true">
        {Array.from({ length: 10 }, (_, place) => (
          <span key={place} className={place < tenths ? 'tenth left' : 'tenth'} />
        ))}
      </span>
    </div>
  );
}

function Weeks({ weeks }: Pick<PartnerProgramme, 'weeks'>) {
  const { t } = useLingui();
  if (weeks.length === 0) {
    return (
      <p className="sec">
        <Trans>
          No visits to show yet. Weeks are counted together until five people came, so that nobody can be made out.
        </Trans>
      </p>
    );
  }
  return (
    <ul className="lines ruled weeks" aria-label={t`Visits`}>
      {weeks.map(({ from, to, visits, currency }) => (
        <li key={`${from} ${currency}`} className="kv">
          <span>{dayRange(from, to)}</span>
          <b>
            <Plural value={visits} one="# visit" other="# visits" />
          </b>
        </li>
      ))}
    </ul>
  );
}
