import { Trans, useLingui } from '@lingui/react/macro';
import type { OwnReach } from '#contract/account/reach.ts';
import { clockOf } from '#domain/time/clock-time.ts';
import { clock } from '../../../i18n/format.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import type { Choose } from './use-choose.ts';

type Quiet = OwnReach['reach']['quiet'];

const USUAL: Quiet = { from: '21:00', until: '08:00' };
const NONE: Quiet = { from: '00:00', until: '00:00' };
const HALF_HOURS = Array.from({ length: 48 }, (_, half) => clockOf(half * 30));

/** When no message comes, by the clock of the library. */
export function QuietHours({ quiet, choose }: { quiet: Quiet; choose: Choose }) {
  const { t } = useLingui();
  const isQuiet = quiet.from !== quiet.until;
  return (
    <section aria-label={t`Quiet hours`}>
      <Switch
        checked={isQuiet}
        onChange={(on) => choose({ quiet: on ? USUAL : NONE })}
        label={<Trans>Quiet hours</Trans>}
        note={
          <Trans>
            No message comes then, by the library’s clock. It comes when they end; a reminder before they begin, if it
            would be too late.
          </Trans>
        }
      />
      {isQuiet && (
        <div className="row" style={{ marginBlockStart: 'var(--s3)' }}>
          <Clock
            label={t`Quiet from`}
            value={quiet.from}
            not={quiet.until}
            onChange={(from) => choose({ quiet: { ...quiet, from } })}
          />
          <Clock
            label={t`Quiet until`}
            value={quiet.until}
            not={quiet.from}
            onChange={(until) => choose({ quiet: { ...quiet, until } })}
          />
        </div>
      )}
    </section>
  );
}

/** Half hours, and whatever else was chosen by other means; not the other end, which would make it none. */
function Clock(props: { label: string; value: string; not: string; onChange: (value: string) => void }) {
  const { label, value, not, onChange } = props;
  const values = [...new Set([...HALF_HOURS, value])].filter((one) => one !== not).toSorted();
  return (
    <div className="field" style={{ flex: '1 1 8rem' }}>
      <p className="meta" aria-hidden="true">
        {label}
      </p>
      <Choice
        label={label}
        value={value}
        icon="clock"
        onChange={onChange}
        options={values.map((one) => ({ value: one, label: clock(`1970-01-01T${one}`) }))}
      />
    </div>
  );
}
