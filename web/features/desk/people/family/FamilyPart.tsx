import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Family } from '#contract/account/family.ts';
import { dateAt, fullDate } from '../../../../i18n/format.ts';
import { useEndGuardian, useFamily } from '../../../../platform/queries/staff/family-at-desk.ts';
import { Refused } from '../../../../staff/look/NeedsNetwork.tsx';
import { NameGuardian } from './NameGuardian.tsx';

const MOST_GUARDIANS = 2;

/** Who books for a child, and for which children somebody books. Asked on a press only, since it is written down. */
export function FamilyPart({ patron, branch, isOffline }: { patron: string; branch: string; isOffline: boolean }) {
  const [isAsked, setAsked] = useState(false);
  const family = useFamily(patron, branch, isAsked);
  return (
    <section className="stack">
      <h2>
        <Trans>Children and guardians</Trans>
      </h2>
      <Refused error={family.error} />
      {family.data ? (
        <Shown family={family.data} patron={patron} branch={branch} isOffline={isOffline} />
      ) : (
        <>
          <p className="sec">
            <Trans>A look is written down.</Trans>
          </p>
          <button
            type="button"
            className="btn start"
            disabled={isOffline}
            aria-busy={isAsked && family.isFetching}
            onClick={() => (isAsked ? void family.refetch() : setAsked(true))}
          >
            <Trans>Show who books for whom</Trans>
          </button>
        </>
      )}
    </section>
  );
}

function Shown(props: { family: Family; patron: string; branch: string; isOffline: boolean }) {
  const { family, patron, branch, isOffline } = props;
  const { guardians, children, isChild } = family;
  if (!isChild && children.length === 0) {
    return (
      <p className="sec" role="status">
        <Trans>Books for nobody else.</Trans>
      </p>
    );
  }
  return (
    <>
      {isChild && (
        <>
          {guardians.length === 0 && (
            <p className="sec" role="status">
              <Trans>Nobody books for this child any more. You can name somebody.</Trans>
            </p>
          )}
          <ul className="lines ruled">
            {guardians.map((one) => (
              <GuardianRow key={one.id} one={one} patron={patron} branch={branch} isOffline={isOffline} />
            ))}
          </ul>
          {guardians.length < MOST_GUARDIANS && <NameGuardian patron={patron} branch={branch} isOffline={isOffline} />}
        </>
      )}
      {children.length > 0 && (
        <ul className="lines ruled">
          {children.map((child) => (
            <li key={child.patron} className="row between" style={{ paddingBlock: 'var(--s2)' }}>
              <span>
                <Trans>
                  Books for <bdi>{child.initials}</bdi>
                </Trans>
              </span>
              <Link className="btn" href={`/desk/patrons/${encodeURIComponent(child.patron)}`}>
                <span>
                  <Trans>
                    Open <bdi>{child.initials}</bdi>
                  </Trans>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function GuardianRow(props: { one: Family['guardians'][number]; patron: string; branch: string; isOffline: boolean }) {
  const { one, patron, branch, isOffline } = props;
  const end = useEndGuardian();
  const [isSure, setSure] = useState(false);
  const since = fullDate(dateAt(one.since));
  return (
    <li className="stack" style={{ gap: 'var(--s2)', paddingBlock: 'var(--s2)' }}>
      <div className="row between">
        <span>
          <b>
            <bdi>{one.alias ?? <Trans>Without an alias</Trans>}</bdi>
          </b>
          <span className="meta blk">
            {one.isFirst ? <Trans>First guardian, since {since}</Trans> : <Trans>Second guardian, since {since}</Trans>}
          </span>
        </span>
        {!isSure && (
          <button type="button" className="btn" disabled={isOffline} onClick={() => setSure(true)}>
            <Trans>End it</Trans>
          </button>
        )}
      </div>
      {isSure && (
        <>
          <p className="sec">
            <Trans>
              They see nothing of the child any more, and links to its appointments end. Appointments stay: move those
              whose time they should not know. It is written down.
            </Trans>
          </p>
          <Refused error={end.error} />
          <div className="row">
            <button
              type="button"
              className="btn stop"
              aria-busy={end.isPending}
              onClick={() => end.mutate({ id: patron, guardianship: one.id, branch })}
            >
              {end.isPending ? <Trans>One moment</Trans> : <Trans>End it for them</Trans>}
            </button>
            <button type="button" className="btn" onClick={() => setSure(false)}>
              <Trans>Let it be</Trans>
            </button>
          </div>
        </>
      )}
    </li>
  );
}
