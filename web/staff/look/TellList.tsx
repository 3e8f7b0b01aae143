import { Trans } from '@lingui/react/macro';
import type { Told } from '#contract/blocks.ts';
import { clock } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Who has to hear of a change from a person, since no message may reach them in time. */
export function TellList({ tell }: { tell: Told[] }) {
  if (tell.length === 0) {
    return (
      <p className="sec">
        <Trans>Nobody has to be told.</Trans>
      </p>
    );
  }
  return (
    <section>
      <h3>
        <Trans>Tell them</Trans>
      </h3>
      <ul className="lines ruled tell">
        {tell.map((one) => (
          <li key={one.booking}>
            <b>
              {clock(one.localStart)} {one.alias}
            </b>
            <span>
              <What told={one} />
            </span>
            {!one.messages && (
              <span className="badge warn">
                <Icon name="bell" small />
                <Trans>Wants no messages: tell them in person</Trans>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function What({ told }: { told: Told }) {
  const catalogue = useCatalogue();
  const room = say(byId(catalogue?.rooms, told.room)?.name);
  switch (told.what) {
    case 'room':
      return <Trans>now in {room}</Trans>;
    case 'counsellor':
      return <Trans>with somebody else, at the same time</Trans>;
    case 'move':
      return told.newLocalStart ? <Trans>moved to {clock(told.newLocalStart)}</Trans> : <Trans>moved</Trans>;
    case 'cancel':
      return <Trans>cancelled</Trans>;
    default:
      return told.what satisfies never;
  }
}
