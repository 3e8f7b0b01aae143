import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { OwnReach } from '#contract/account/reach.ts';
import { useSignInWays } from '../../../platform/queries/sign-in-ways-query.ts';
import { Banner } from '../../../ui/Banner.tsx';
import type { Choose } from './use-choose.ts';

/** Where messages go. Contacts are masked: whoever looks over the shoulder learns nothing that the owner does not know. */
export function ContactChoice({ own, choose }: { own: OwnReach; choose: Choose }) {
  const { contacts, reach } = own;
  if (contacts.length === 0) return <NoContact />;
  return (
    <fieldset>
      <legend className="legend">
        <Trans>Where messages go</Trans>
      </legend>
      {reach.contact === null && (
        <Banner kind="warn">
          <Trans>They go nowhere at the moment. Choose one:</Trans>
        </Banner>
      )}
      {contacts.map(({ id, kind, masked }) => (
        <label key={id} className="opt">
          <input type="radio" name="contact" checked={id === reach.contact} onChange={() => choose({ contact: id })} />
          <span>
            <b>
              <bdi dir="ltr">{masked}</bdi>
            </b>
            <span className="meta">
              {kind === 'phone' ? <Trans>As a text message</Trans> : <Trans>As an e-mail</Trans>}
            </span>
          </span>
        </label>
      ))}
      <Link className="btn text" style={{ paddingInline: 0 }} href="/you/contacts">
        <Trans>Add or remove</Trans>
      </Link>
    </fieldset>
  );
}

function NoContact() {
  const ways = useSignInWays();
  if (ways && ways.codeBy.length === 0) {
    return (
      <Banner kind="info" title={<Trans>This library sends no messages</Trans>}>
        <Trans>Your appointments stand under “My bookings”. What you choose here counts once it does.</Trans>
      </Banner>
    );
  }
  return (
    <Banner
      kind="info"
      title={<Trans>No message can reach you yet</Trans>}
      actions={
        <Link className="btn pri" href="/you/contacts">
          <Trans>Add a phone or e-mail</Trans>
        </Link>
      }
    >
      <Trans>
        You need none: your appointments stand under “My bookings”. With one, the library reminds you a day before.
      </Trans>
    </Banner>
  );
}
