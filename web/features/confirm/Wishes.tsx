import { Trans, useLingui } from '@lingui/react/macro';
import type { Booking } from '#contract/bookings.ts';
import { messageText } from '#domain/message/message-text.ts';
import { currentLocale } from '../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { useReach } from '../../platform/queries/reach-queries.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import type { HoldDraft } from './hold-draft.ts';

type Level = Booking['messages'];
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
export function Messages(props: { booking: Booking; level: Level; onChange: (level: Level) => void }) {
  const { booking, level, onChange } = props;
  const { t } = useLingui();
  const own = useReach().data;
  return (
    <section>
      <h2 className="ask">
        <Trans>How should messages look?</Trans>
      </h2>
      <Segmented<Level>
        legend={t`How should messages look?`}
        value={level}
        onChange={onChange}
        options={[
          { value: 'discreet', label: t`Discreet` },
          { value: 'time', label: t`With time` },
          { value: 'place', label: t`With place` },
          { value: 'none', label: t`None` },
        ]}
      />
      <p className="sec row" style={{ gap: 'var(--s2)', flexWrap: 'nowrap', marginBlockStart: 'var(--s2)' }}>
        <Icon name="bell" small />
        {level === 'none' ? (
          <span>
            <Trans>No message is sent. Your booking stands under “My bookings”.</Trans>
          </span>
        ) : (
          <Preview booking={booking} level={level} locale={own?.reach.locale ?? currentLocale()} />
        )}
      </p>
      {own?.reach.contact === null && level !== 'none' && (
        <p className="meta" style={{ marginBlockStart: 'var(--s1)' }}>
          <Trans>There is no phone or e-mail of yours to send it to yet. You can add one under “You”.</Trans>
        </p>
      )}
    </section>
  );
}

/** Word for word what the server will send a day before, in the language of the person's messages. */
function Preview(props: { booking: Booking; level: Exclude<Level, 'none'>; locale: ReturnType<typeof currentLocale> }) {
  const { booking, level, locale } = props;
  const catalogue = useCatalogue();
  const branch = byId(catalogue?.branches, booking.branch)?.name;
  const room = booking.room === null ? undefined : byId(catalogue?.rooms, booking.room)?.name;
  const place = booking.room === null ? [] : [branch, room].filter((name) => name !== undefined);
  return (
    <span lang={locale} dir="auto">
      {messageText(locale, level, 'reminder', { localStart: booking.localStart, place })}
    </span>
  );
}
