import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMe } from '../../platform/queries/me-query.ts';
import { Icon } from '../../ui/Icon.tsx';

/** The ways to how one signs in. Those who work here keep no phone numbers and mail addresses of their own. */
export function OwnAccount() {
  const me = useMe();
  if (!me) return null;
  return (
    <section>
      {me.role === 'patron' && (
        <>
          <Way to="/you/contacts" name={<Trans>Phone and e-mail</Trans>}>
            <Trans>Where a code to sign in can be sent.</Trans>
          </Way>
          <Way to="/you/reach" name={<Trans>How we may reach you</Trans>}>
            <Trans>What a message says, and quiet hours; or no messages at all.</Trans>
          </Way>
          <Way to="/you/people" name={<Trans>Booking for a child</Trans>}>
            <Trans>For whom you book beside yourself.</Trans>
          </Way>
        </>
      )}
      <Way to="/you/security" name={<Trans>Security</Trans>}>
        <Trans>Passkeys, and where you are signed in.</Trans>
      </Way>
      <Way to="/you/data" name={<Trans>Your data</Trans>}>
        <Trans>What is held of you, who looked at it, a copy to take along, and deleting it.</Trans>
      </Way>
    </section>
  );
}

function Way({ to, name, children }: { to: string; name: ReactNode; children: ReactNode }) {
  return (
    <Link className="setting row" style={{ textDecoration: 'none', color: 'inherit' }} href={to}>
      <span className="grow">
        <b>{name}</b>
        <span className="meta blk">{children}</span>
      </span>
      <Icon name="after" small />
    </Link>
  );
}
