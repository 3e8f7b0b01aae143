import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Link } from 'wouter';
import type { ErasurePreview } from '#contract/account/erasure.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { forgetDevice } from '../../../offline/forget-device.ts';
import { bearInMind } from '../../../platform/chosen-slot.ts';
import { useOnline } from '../../../platform/online.ts';
import { usePreferences } from '../../../platform/preferences.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { useErase, useErasurePreview } from '../../../platform/queries/own-data-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Page } from '../../../ui/Page.tsx';
import { AskedFor } from '../AskedFor.tsx';
import { WhatHappens } from './WhatHappens.tsx';

/** What would happen, before it happens; one tick and one button, and nothing is held any more. */
export function DeletePage({ onGone }: { onGone: () => void }) {
  const { t } = useLingui();
  const { signedIn = false } = usePreferences();
  const query = useErasurePreview(signedIn);
  return (
    <Page title={t`Delete everything`}>
      <div className="stack wide narrow">
        <AskedFor query={query} signedIn={signedIn} path="/you/data/delete">
          {(preview) => <Decide preview={preview} onGone={onGone} />}
        </AskedFor>
        <Link className="btn text" style={{ justifySelf: 'start', paddingInline: 0 }} href="/you/data">
          <Trans>Keep everything, go back</Trans>
        </Link>
      </div>
    </Page>
  );
}

function Decide({ preview, onGone }: { preview: ErasurePreview; onGone: () => void }) {
  const client = useQueryClient();
  const erase = useErase();
  const isOnline = useOnline();
  const [isSure, setSure] = useState(false);
  const [isTickMissing, setTickMissing] = useState(false);
  const problem = erase.error ? problemOf(erase.error) : undefined;

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (erase.isPending) return;
    setTickMissing(!isSure);
    if (!isSure) return event.currentTarget.querySelector('input')?.focus();
    erase.mutate(undefined, { onSuccess: () => void forgetDevice(client).then(onGone) });
  };

  return (
    <form className="stack wide" noValidate onSubmit={send}>
      <WhatHappens preview={preview} />
      {!isOnline && (
        <Banner kind="offline">
          <Trans>Deleting needs a network. Nothing is deleted until the library says so.</Trans>
        </Banner>
      )}
      <div>
        <label className="opt">
          <input
            type="checkbox"
            checked={isSure}
            aria-invalid={isTickMissing}
            aria-describedby={isTickMissing ? 'tick-missing' : undefined}
            onChange={({ target }) => {
              setSure(target.checked);
              setTickMissing(false);
            }}
          />
          <span>
            <b>
              <Trans>I have read what happens, and I want it.</Trans>
            </b>
          </span>
        </label>
        <div className="field">
          {isTickMissing && (
            <p className="wrong" id="tick-missing" role="alert">
              <Icon name="stop" small />
              <Trans>Tick this first. It is there so that nothing is deleted by mistake.</Trans>
            </p>
          )}
        </div>
      </div>
      {problem && (
        // On a phone it would stand below the fold, and nothing would seem to have happened.
        <div key={erase.submittedAt} ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}>
          <NotDeleted problem={problem} />
        </div>
      )}
      <button type="submit" className="btn stop big" style={{ justifySelf: 'start' }} aria-busy={erase.isPending}>
        {erase.isPending ? <Trans>One moment</Trans> : <Trans>Delete everything</Trans>}
      </button>
    </form>
  );
}

/** What is not known is not said to be so: an answer that was lost may have been a yes, and the same tap asks again. */
function NotDeleted({ problem }: { problem: Problem }) {
  switch (problem.code) {
    case 'unclear':
      return (
        <Banner kind="stop" title={<Trans>No answer came</Trans>}>
          <Trans>It may be deleted already, or not. Press once more: it happens once only.</Trans>
        </Banner>
      );
    case 'not_signed_in':
      return (
        <Banner kind="stop" title={<Trans>You are signed out</Trans>} actions={<SignInAgain />}>
          <Trans>
            If an answer was lost before, everything is deleted by now. Sign in as you did: if that does not work,
            nothing is held of you any more.
          </Trans>
        </Banner>
      );
    default:
      return (
        <Banner
          kind="stop"
          title={<Trans>Nothing was deleted</Trans>}
          actions={problem.code === 'sign_in_again' && <SignInAgain />}
        >
          <ProblemSentence problem={problem} />
        </Banner>
      );
  }
}

function SignInAgain() {
  return (
    <Link className="btn" href="/sign-in" onClick={() => bearInMind({ cameFrom: '/you/data/delete' })}>
      <Trans>Sign in again</Trans>
    </Link>
  );
}
