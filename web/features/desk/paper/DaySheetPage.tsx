import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { clock, clockAt, dotted, joined, longDay, money } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { modeWord } from '../../../i18n/meeting-words.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { needWord } from '../../../staff/look/Needs.tsx';
import { NeedsNetwork } from '../../../staff/look/NeedsNetwork.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { useBranchDay } from '../../../staff/use-branch-day.ts';
import { useDeskStaffDay } from '../../../staff/use-staff-day.ts';
import { addDays } from '#domain/time/local-date.ts';
import { Page } from '../../../ui/Page.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { dayRowsOf, type DayRow } from '../day/use-desk-today.ts';
import { printPart } from '../look/print-part.ts';

const NOBODY: never[] = [];

/** The day on one sheet of paper, with boxes to tick: for the hours without power. */
export function DaySheetPage() {
  const { t } = useLingui();
  const { branch, today, now } = useBranchDay();
  const [which, setWhich] = useState<'today' | 'tomorrow'>('today');
  const date = which === 'today' ? today : addDays(today, 1);
  const { data: day, asOf, problem } = useDeskStaffDay(date);
  const rows = day
    ? dayRowsOf(day.rows, NOBODY, now, day.graceMin).filter(({ progress }) => progress.standing !== 'cancelled')
    : [];

  return (
    <Page title={t`The day on paper`}>
      <div className="desk-page stack">
        <div className="row between no-print">
          <Segmented
            legend={t`Day`}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'today', label: t`Today` },
              { value: 'tomorrow', label: t`Tomorrow` },
            ]}
          />
          <button type="button" className="btn pri" disabled={!day} onClick={printPart}>
            <StaffIcon name="print" small />
            <Trans>Print</Trans>
          </button>
        </div>
        {!day && problem && <NeedsNetwork>{t`This day is not on the device yet.`}</NeedsNetwork>}
        {day && (
          // Wider than a phone: it is scrolled sideways, with keys too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <section className="print-part day-sheet" aria-label={longDay(date)} tabIndex={0}>
            <p className="sheet-head">
              <b>{longDay(date)}</b>
              <span>{say(branch?.name)}</span>
              <span className="meta">
                <Trans>As of {clockAt(asOf ?? now, branch?.timeZone)}</Trans>
              </span>
            </p>
            {rows.length === 0 ? (
              <p>
                <Trans>Nobody is expected on this day.</Trans>
              </p>
            ) : (
              <DayTable rows={rows} />
            )}
            <p className="meta">
              <Trans>
                Write times into the boxes and enter them when there is power again. Then destroy this sheet.
              </Trans>
            </p>
          </section>
        )}
      </div>
    </Page>
  );
}

function DayTable({ rows }: { rows: DayRow[] }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  return (
    <table className="paper-day" style={{ '--rows': rows.length }}>
      <thead>
        <tr>
          {[t`Time`, t`Room`, t`Alias`, t`Needs`, t`At the desk`, t`Arrived`, t`In session`, t`Done`].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, progress }) => (
          <tr key={row.booking}>
            <th scope="row">{clock(row.localStart)}</th>
            <td>{say(byId(catalogue?.rooms, row.room)?.name) || modeWord(row.mode)}</td>
            <td>{row.alias}</td>
            <td>
              {joined([
                row.people > 1 ? plural(row.people, { one: '# person', other: '# people' }) : undefined,
                ...row.needs.map(needWord),
              ])}
            </td>
            <td>{row.due.amount > 0 && <bdi>{money(row.due)}</bdi>}</td>
            <Box at={progress.arrived?.at} />
            <Box at={progress.started?.at} />
            <Box at={progress.ended?.at} word={progress.standing === 'absent' ? t`Did not come` : undefined} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Box({ at, word }: { at: number | undefined; word?: string | undefined }) {
  const { branch } = useBranchDay();
  return <td className="box">{dotted([at !== undefined && clockAt(at, branch?.timeZone), word])}</td>;
}
