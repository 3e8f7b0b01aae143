import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Booking } from '#contract/bookings.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import type { HoldDraft } from './hold-draft.ts';

type Change = (change: Partial<HoldDraft>) => void;

/** What should be ready besides the room. */
export function Preparations({ chosen, onChange }: { chosen: Booking['preparations']; onChange: Change }) {
  const toggle = (wish: Booking['preparations'][number]) => (on: boolean) =>
    onChange({ preparations: on ? [...chosen, wish] : chosen.filter((one) => one !== wish) });
  return (
    <fieldset>
      <legend>
        <h2 className="ask">
          <Trans>Anything we should prepare?</Trans>
        </h2>
      </legend>
      <div className="chips">
        <Chip checked={chosen.includes('interpreter')} onChange={toggle('interpreter')}>
          <Trans>Interpreter</Trans>
        </Chip>
        <Chip checked={chosen.includes('company')} onChange={toggle('company')}>
          <Trans>Someone comes along</Trans>
        </Chip>
      </div>
    </fieldset>
  );
}

/** How much a message gives away to whoever looks over one's shoulder, shown as the very message. */
export function Messages(props: { level: Booking['messages']; time: string; place: string; onChange: Change }) {
  const { level, time, place, onChange } = props;
  const { t } = useLingui();
  return (
    <section>
      <h2 className="ask">
        <Trans>How should messages look?</Trans>
      </h2>
      <Segmented<Booking['messages']>
        legend={t`How should messages look?`}
        value={level}
        onChange={(messages) => onChange({ messages })}
        options={[
          { value: 'discreet', label: t`Discreet` },
          { value: 'time', label: t`With time` },
          { value: 'place', label: t`With place` },
          { value: 'none', label: t`None` },
        ]}
      />
      <p className="sec row" style={{ gap: 'var(--s2)', flexWrap: 'nowrap', marginBlockStart: 'var(--s2)' }}>
        <Icon name="bell" small />
        <span>{previewOf(level, time, place)}</span>
      </p>
    </section>
  );
}

function previewOf(level: Booking['messages'], time: string, place: string): ReactNode {
  switch (level) {
    case 'discreet':
      return <Trans>“You have an update from the library.” Nothing else.</Trans>;
    case 'time':
      return <Trans>“Reminder: tomorrow {time}.” Nothing else.</Trans>;
    case 'place':
      return (
        <Trans>
          “Reminder: tomorrow {time}, {place}.”
        </Trans>
      );
    case 'none':
      return <Trans>No message is sent. Your booking stands under “My bookings”.</Trans>;
    default:
      return level satisfies never;
  }
}
