import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { Look } from '#contract/account/own-data.ts';
import { clockAt, dateAt, dotted, fullDate } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import { useLooks } from '../../platform/queries/own-data-queries.ts';
import { Page } from '../../ui/Page.tsx';
import { AskedFor, faultOf } from './AskedFor.tsx';
import { AsOfLine } from './AsOfLine.tsx';
import { lookWord, roleOf } from './own-data-words.ts';

/** Who looked, newest first: the role and the library, never who it was. */
export function LooksPage() {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  const query = useLooks(signedIn);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const asOf = data?.pages[0]?.asOf;
  return (
    <Page
      title={t`Who looked at your data`}
      status={asOf && <AsOfLine asOf={asOf} isOld={faultOf(query) !== undefined} />}
    >
      <div className="stack wide narrow">
        <p className="sec">
          <Trans>
            Each time somebody at a library looks you up by your card, or opens your page when you have no appointment
            these days, it is written down. You see the role and the library. Who exactly it was, the library can find
            out: ask there.
          </Trans>
        </p>
        <AskedFor query={query} signedIn={signedIn} path="/you/data/looks">
          {({ pages }) => (
            <>
              <LookRows looks={pages.flatMap(({ looks }) => looks)} />
              {hasNextPage && (
                <button
                  type="button"
                  className="btn"
                  style={{ justifySelf: 'start' }}
                  aria-busy={isFetchingNextPage}
                  onClick={() => void fetchNextPage()}
                >
                  {isFetchingNextPage ? <Trans>One moment</Trans> : <Trans>Show earlier</Trans>}
                </button>
              )}
            </>
          )}
        </AskedFor>
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/you/data">
          <Trans>Back to your data</Trans>
        </Link>
      </div>
    </Page>
  );
}

function LookRows({ looks }: { looks: Look[] }) {
  const { t } = useLingui();
  if (looks.length === 0) {
    return (
      <p className="ruled" style={{ paddingBlock: 'var(--s4)' }}>
        <b>
          <Trans>Nobody has looked.</Trans>
        </b>
      </p>
    );
  }
  return (
    <ul className="lines ruled" aria-label={t`Looks`}>
      {looks.map((look, place) => (
        // Two of the same instant may be alike in everything: lines are only ever added before and after.
        <LookRow key={`${look.at} ${looks.length - place}`} look={look} />
      ))}
    </ul>
  );
}

function LookRow({ look }: { look: Look }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { at, branch, child, what, role } = look;
  const where = say(byId(catalogue?.branches, branch)?.name);
  return (
    <li style={{ paddingBlock: 'var(--s3)' }}>
      <b className="blk">{lookWord(what)}</b>
      <span className="sec blk">
        {role === 'self' ? t`By yourself` : dotted([roleOf(role), where])}
        {child && (
          <>
            {' · '}
            <Trans>
              about <bdi>{child}</bdi>
            </Trans>
          </>
        )}
      </span>
      <span className="meta blk">{dotted([fullDate(dateAt(at)), clockAt(at)])}</span>
    </li>
  );
}
