import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../../ui/Icon.tsx';

/** Devices that stand in the open are set up from here, once. */
export function OtherScreens() {
  return (
    <section className="other-screens">
      <h2>
        <Trans>Other screens</Trans>
      </h2>
      <ul className="slots">
        <Way to="/kiosk" name={<Trans>Check-in screen</Trans>}>
          <Trans>
            People check themselves in with their code. Shows no names, and this device then does nothing else.
          </Trans>
        </Way>
        <Way to="/door" name={<Trans>Door sign</Trans>}>
          <Trans>Says at a room’s door whether it is in use, and until when. Nothing more.</Trans>
        </Way>
      </ul>
    </section>
  );
}

function Way({ to, name, children }: { to: string; name: ReactNode; children: ReactNode }) {
  return (
    <li>
      <Link className="slot" href={to}>
        <span className="grow">
          <span className="w">{name}</span>
          <span className="d">{children}</span>
        </span>
        <Icon name="after" small className="go" />
      </Link>
    </li>
  );
}
