import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { useMe } from '../../platform/queries/me-query.ts';
import { Icon } from '../../ui/Icon.tsx';

/** The way to one's phone numbers and mail addresses. Those who work here have none. */
export function OwnContacts() {
  const me = useMe();
  if (me?.role !== 'patron') return null;
  return (
    <Link className="setting row" style={{ textDecoration: 'none', color: 'inherit' }} href="/you/contacts">
      <span className="grow">
        <b>
          <Trans>Phone and e-mail</Trans>
        </b>
        <span className="meta blk">
          <Trans>Where a code to sign in can be sent.</Trans>
        </span>
      </span>
      <Icon name="after" small />
    </Link>
  );
}
