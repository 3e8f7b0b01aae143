import { Trans, useLingui } from '@lingui/react/macro';
import type { Affected } from '#contract/blocks.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { outcomeKeys, type OutcomeKey } from './closure-outcome.ts';

/** One appointment in the way, and what becomes of it. What is going on already is let be. */
export function AffectedSession(props: {
  affected: Affected;
  chosen: OutcomeKey;
  onChoose: (key: OutcomeKey) => void;
}) {
  const { affected, chosen, onChoose } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const who = joined(affected.bookings.map(({ alias }) => alias));
  const time = clock(affected.localStart);
  const choices: OutcomeKey[] = chosen === '' ? ['', ...outcomeKeys(affected)] : outcomeKeys(affected);

  return (
    <li className="affected">
      <p>
        <b>
          {time} {who}
        </b>
        {affected.bookings.some(({ messages }) => !messages) && (
          <span className="meta blk">
            <Icon name="bell" small /> <Trans>wants no messages</Trans>
          </span>
        )}
        {affected.room !== null && <span className="meta blk">{say(byId(catalogue?.rooms, affected.room)?.name)}</span>}
      </p>
      {affected.isUnderWay ? (
        <p className="sec">
          <Trans>It is going on, or over: it stays as it is.</Trans>
        </p>
      ) : (
        <Choice<OutcomeKey>
          label={t`${time} ${who}: what becomes of it`}
          value={chosen}
          onChange={onChoose}
          options={choices.map((key) => ({ value: key, label: word(key) }))}
        />
      )}
    </li>
  );

  function word(key: OutcomeKey): string {
    if (key === '') return t`Decide what becomes of it`;
    if (key === 'cancel') return t`Cancel it`;
    const [what, which = ''] = key.split(' ');
    if (what === 'room') return t`In ${say(byId(catalogue?.rooms, which)?.name)}`;
    if (what === 'counsellor') return t`With ${say(byId(catalogue?.counsellors, which)?.name)}, same time`;
    const { localStart = '' } = affected.times[Number(which)] ?? {};
    return t`Move to ${joined([shortDay(localStart.slice(0, 10)), clock(localStart)])}`;
  }
}
