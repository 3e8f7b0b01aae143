import { Trans, useLingui } from '@lingui/react/macro';
import type { CounsellorDay } from '#contract/counsellor.ts';
import type { LocalDate } from '#domain/ids.ts';
import { clockOf } from '#domain/time/clock-time.ts';

import { clock } from '../../../i18n/format.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { daySpan, isInOrder, quarters, type AwayDraft } from './away-draft.ts';
import { DateField } from './DateField.tsx';

/** When somebody is away. */
export function AwayRangePart(props: {
  draft: AwayDraft;
  days: Map<LocalDate, CounsellorDay>;
  onChange: (draft: AwayDraft) => void;
  onAsk: () => void;
}) {
  const { draft, days, onChange, onAsk } = props;
  const { t } = useLingui();
  const isLeave = draft.kind === 'leave';
  const change = (part: Partial<AwayDraft>) => onChange({ ...draft, ...part });
  const lastDay = isLeave ? draft.until : draft.from;
  const timesOf = (date: LocalDate, chosen: number) =>
    [...new Set([...quarters(daySpan(days.get(date))), chosen])]
      .toSorted((a, b) => a - b)
      .map((minute) => ({ value: String(minute), label: clock(`${date}T${clockOf(minute % 1440)}`) }));

  return (
    <>
      <Segmented
        legend={t`Kind`}
        value={draft.kind}
        options={[
          { value: 'block', label: t`Block time` },
          { value: 'leave', label: t`Days of leave` },
        ]}
        onChange={(kind) => change({ kind, isAllDay: kind === 'leave', until: draft.from })}
      />
      <p className="sec">
        {isLeave ? (
          <Trans>Days on which you are away.</Trans>
        ) : (
          <Trans>Hours for something else: nobody can book them.</Trans>
        )}
      </p>
      <DateField
        label={isLeave ? t`First day` : t`Day`}
        value={draft.from}
        onChange={(from) => change({ from, until: draft.until < from || !isLeave ? from : draft.until })}
      />
      {isLeave && (
        <DateField label={t`Last day`} value={draft.until} from={draft.from} onChange={(until) => change({ until })} />
      )}
      {isLeave && (
        <Switch
          checked={draft.isAllDay}
          onChange={(isAllDay) => change({ isAllDay })}
          label={<Trans>Whole days</Trans>}
        />
      )}
      {!draft.isAllDay && (
        <div className="row times">
          <span className="grow">
            <span className="ask">
              <Trans>From</Trans>
            </span>
            <Choice
              label={t`From`}
              value={String(draft.start)}
              options={timesOf(draft.from, draft.start)}
              onChange={(start) => change(moved(draft, Number(start)))}
              icon="clock"
            />
          </span>
          <span className="grow">
            <span className="ask">
              <Trans>Until</Trans>
            </span>
            <Choice
              label={t`Until`}
              value={String(draft.end)}
              options={timesOf(lastDay, draft.end)}
              onChange={(end) => change({ end: Number(end) })}
              icon="clock"
            />
          </span>
        </div>
      )}
      {!isInOrder(draft) && (
        <p className="wrong-line" role="alert">
          <Icon name="stop" small />
          <Trans>The end has to be after the beginning.</Trans>
        </p>
      )}
      <button type="button" className="btn pri big full" disabled={!isInOrder(draft)} onClick={onAsk}>
        <Trans>Show who is affected</Trans>
      </button>
      <p className="meta">
        <Trans>Nothing is saved yet.</Trans>
      </p>
    </>
  );
}

/** The end goes along with the beginning, so that the length stays. */
function moved(draft: AwayDraft, start: number): Partial<AwayDraft> {
  const isOneDay = draft.kind !== 'leave' || draft.from === draft.until;
  return { start, ...(isOneDay && { end: Math.min(1440, start + Math.max(15, draft.end - draft.start)) }) };
}
