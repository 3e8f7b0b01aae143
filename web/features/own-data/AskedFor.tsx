import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { bearInMind } from '../../platform/chosen-slot.ts';
import { problemOf } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

interface Asked<Data> {
  data: Data | undefined;
  error: Error | null;
  failureReason: Error | null;
  fetchStatus: 'fetching' | 'paused' | 'idle';
  refetch: () => unknown;
}

/** Without a network the next try waits for one: what the last one came to is the answer until then. */
export function faultOf({ error, failureReason, fetchStatus }: Omit<Asked<unknown>, 'data' | 'refetch'>) {
  const fault = error ?? (fetchStatus === 'paused' ? failureReason : null);
  return fault ? problemOf(fault) : undefined;
}

interface Props<Data> {
  query: Asked<Data>;
  signedIn: boolean;
  /** Where somebody comes back to who has to sign in first. */
  path: string;
  children: (data: Data) => ReactNode;
}

/** What was asked for about oneself: signed in or not, under way, not come, come; and come before, but not anew. */
export function AskedFor<Data>({ query, signedIn, path, children }: Props<Data>) {
  const { data, refetch } = query;
  const problem = faultOf(query);
  if (!signedIn || problem?.code === 'not_signed_in') {
    return (
      <div className="stack">
        <p className="sec">
          <Trans>Sign in, and you see what is held of you.</Trans>
        </p>
        <Link
          className="btn pri"
          style={{ justifySelf: 'start' }}
          href="/sign-in"
          onClick={() => bearInMind({ cameFrom: path })}
        >
          <Trans>Sign in</Trans>
        </Link>
      </div>
    );
  }
  // A lawful no: asking again at once would not change it.
  if (problem?.status === 409) {
    return (
      <Banner kind="info" title={<Trans>Not now</Trans>}>
        <ProblemSentence problem={problem} />
      </Banner>
    );
  }
  return (
    <>
      {problem && (
        <Banner
          kind={problem.code === 'offline' ? 'offline' : 'warn'}
          title={
            data === undefined ? <Trans>This did not load</Trans> : <Trans>This could not be asked for anew</Trans>
          }
          actions={
            <button type="button" className="btn" onClick={() => void refetch()}>
              <Trans>Try again</Trans>
            </button>
          }
        >
          <ProblemSentence problem={problem} />
        </Banner>
      )}
      {data !== undefined && children(data)}
      {data === undefined && !problem && <Waiting />}
    </>
  );
}

function Waiting() {
  return (
    <div className="stack" aria-busy="true">
      <p className="meta">
        <Trans>One moment …</Trans>
      </p>
      {[1, 2, 3].map((row) => (
        <span key={row} className="sk box" style={{ blockSize: '3.5rem' }} />
      ))}
    </div>
  );
}
