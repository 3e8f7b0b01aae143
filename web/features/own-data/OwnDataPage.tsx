import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OwnData } from '#contract/account/own-data.ts';
import { currentLocale } from '../../i18n/i18n.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { useMe, WORKPLACES } from '../../platform/queries/me-query.ts';
import { useOwnData } from '../../platform/queries/own-data-queries.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { AskedFor, faultOf } from './AskedFor.tsx';
import { AsOfLine } from './AsOfLine.tsx';
import { Downloads } from './Downloads.tsx';
import { HeldAppointments } from './held/HeldAppointments.tsx';
import { HeldPerson } from './held/HeldPerson.tsx';
import { HeldReach } from './held/HeldReach.tsx';
import { HeldRights } from './held/HeldRights.tsx';
import { HeldWays } from './held/HeldWays.tsx';

/** All that is held of whoever is signed in, and what they may do about it. Reached from "You". */
export function OwnDataPage() {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  const query = useOwnData(currentLocale(), signedIn);
  const { data } = query;
  return (
    <Page title={t`Your data`} status={data && <AsOfLine asOf={data.asOf} isOld={faultOf(query) !== undefined} />}>
      <div className="stack wide narrow">
        <AskedFor query={query} signedIn={signedIn} path="/you/data">
          {(held) => <Held held={held} />}
        </AskedFor>
        <BackLinks />
      </div>
    </Page>
  );
}

function Held({ held }: { held: OwnData }) {
  const isPatron = useMe()?.role === 'patron';
  return (
    <>
      <p className="sec">
        <Trans>This is everything that is held of you. It is yours: look, take a copy, or have it deleted.</Trans>
      </p>
      <Way to="/you/data/looks" name={<Trans>Who looked at your data</Trans>}>
        <Trans>When, at which library, and what they looked at.</Trans>
      </Way>
      <Downloads isPatron={isPatron} />
      <HeldPerson held={held} isPatron={isPatron} />
      <HeldWays held={held} />
      {isPatron && <HeldReach held={held} />}
      <HeldRights held={held} isPatron={isPatron} />
      {isPatron && (
        <>
          <HeldAppointments held={held} />
          <Way to="/you/data/delete" name={<Trans>Delete everything</Trans>}>
            <Trans>First you see what would happen.</Trans>
          </Way>
        </>
      )}
    </>
  );
}

function Way({ to, name, children }: { to: string; name: ReactNode; children: ReactNode }) {
  return (
    <Link
      className="setting row"
      style={{ textDecoration: 'none', color: 'inherit', borderBlockStart: 'var(--hair)' }}
      href={to}
    >
      <span className="grow">
        <b>{name}</b>
        <span className="meta blk">{children}</span>
      </span>
      <Icon name="after" small />
    </Link>
  );
}

function BackLinks() {
  const me = useMe();
  const work = me && WORKPLACES[me.role];
  return (
    <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href={work ?? '/you'}>
      {work ? <Trans>To your work</Trans> : <Trans>Back to You</Trans>}
    </Link>
  );
}
