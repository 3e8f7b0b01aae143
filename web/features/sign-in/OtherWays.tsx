import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useSignInWays } from '../../platform/queries/sign-in-ways-query.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { CodeWayWords } from './by-code/CodeWayWords.tsx';

/** What else this library offers beside the card and keys, one row each. */
export function OtherWays() {
  const { t } = useLingui();
  const ways = useSignInWays();
  const { codeBy = [], signUp = false } = ways ?? {};
  if (codeBy.length === 0 && !signUp) return null;
  return (
    <nav aria-label={t`Other ways to sign in`}>
      {codeBy.length > 0 && (
        <WayRow href="/sign-in/code" icon="phone">
          <CodeWayWords codeBy={codeBy} />
        </WayRow>
      )}
      {signUp && (
        <WayRow
          href="/sign-in/new"
          icon="person"
          note={<Trans>You get a number and a PIN. No name, no address.</Trans>}
        >
          <Trans>No card? Start without one</Trans>
        </WayRow>
      )}
    </nav>
  );
}

function WayRow(props: { href: string; icon: IconName; note?: ReactNode; children: ReactNode }) {
  return (
    <Link className="setting row" style={{ textDecoration: 'none', color: 'inherit' }} href={props.href}>
      <Icon name={props.icon} />
      <span className="grow">
        <b>{props.children}</b>
        {props.note && <span className="meta blk">{props.note}</span>}
      </span>
      <Icon name="after" small />
    </Link>
  );
}
