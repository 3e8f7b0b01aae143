import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Child } from '#contract/account/family.ts';
import { dateAt, fullDate } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { problemOf } from '../../platform/problem.ts';
import { useEndGuardianship } from '../../platform/queries/family-queries.ts';
import { Banner } from '../../ui/Banner.tsx';
import { SecondGuardian } from './SecondGuardian.tsx';

/** One child, by initials: who books for them, and how that ends. */
export function ChildPart({ child }: { child: Child }) {
  const { initials, guardians, isFirst, open } = child;
  const other = guardians.find(({ isSelf }) => !isSelf);
  const own = guardians.find(({ isSelf }) => isSelf);
  return (
    <section className="slip" aria-label={initials}>
      <div className="slip-in stack">
        <div className="row between">
          <h2>
            <bdi>{initials}</bdi>
          </h2>
          <span className="sec">
            {open === 0 ? (
              <Trans>No appointment ahead</Trans>
            ) : (
              <Plural value={open} one="# appointment ahead" other="# appointments ahead" />
            )}
          </span>
        </div>
        {other ? (
          <p className="sec">
            {isFirst ? (
              <Trans>Somebody else books for the child too, since {fullDate(dateAt(other.since))}.</Trans>
            ) : (
              <Trans>
                Somebody else added the child and books too. Only they, or the desk, can let others in or end that.
              </Trans>
            )}
          </p>
        ) : (
          <p className="sec">
            <Trans>Only you book for the child.</Trans>
          </p>
        )}
        {isFirst && !other && <SecondGuardian child={child} />}
        {isFirst && other && <End child={child} guardianship={other.id} whose="other" />}
        {own && <End child={child} guardianship={own.id} whose={other ? 'own' : 'last'} />}
      </div>
    </section>
  );
}

/** Asked once more, with what becomes of the appointments. */
function End(props: { child: Child; guardianship: string; whose: 'other' | 'own' | 'last' }) {
  const { child, guardianship, whose } = props;
  const { t } = useLingui();
  const { initials } = child;
  const end = useEndGuardianship(child.id);
  const [isSure, setSure] = useState(false);
  const name = whose === 'other' ? t`End it for the other` : t`Book no longer for ${initials}`;

  if (!isSure) {
    return (
      <button
        type="button"
        className="btn text"
        style={{ justifySelf: 'start', paddingInline: 0 }}
        onClick={() => setSure(true)}
      >
        {name}
      </button>
    );
  }
  return (
    <div className="stack" role="group" aria-label={name}>
      <p>
        {whose === 'other' && (
          <Trans>
            They see nothing of the child any more, at once, and links to its appointments end. Appointments stay: move
            those whose time they should not know.
          </Trans>
        )}
        {whose === 'own' && (
          <Trans>You see nothing of the child any more. Appointments stay; the other can move or cancel them.</Trans>
        )}
        {whose === 'last' && (
          <Trans>
            Nobody books for the child then. Appointments stay, and only the desk can change them: cancel first what is
            not wanted.
          </Trans>
        )}
      </p>
      {end.error && (
        <Banner kind="stop">
          <ProblemSentence problem={problemOf(end.error)} />
        </Banner>
      )}
      <div className="row">
        <button
          type="button"
          className="btn stop grow"
          aria-busy={end.isPending}
          onClick={() => end.mutate(guardianship)}
        >
          {end.isPending ? <Trans>One moment</Trans> : <Trans>End it</Trans>}
        </button>
        <button type="button" className="btn grow" onClick={() => setSure(false)}>
          <Trans>Leave it as it is</Trans>
        </button>
      </div>
    </div>
  );
}
