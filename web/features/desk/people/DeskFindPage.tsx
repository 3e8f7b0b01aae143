import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { useLookUp, useNewPatron } from '../../../platform/queries/staff/desk-queries.ts';
import { Field } from '../../../ui/Field.tsx';
import { Page } from '../../../ui/Page.tsx';
import { soughtIn } from '../day/find-in-day.ts';
import { useDeskToday } from '../day/use-desk-today.ts';
import { CodeCardSlip } from '../look/CodeCardSlip.tsx';
import { StaffIcon } from '../../../staff/look/StaffIcon.tsx';
import { NeedsNetwork, Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { ScanSheet } from '../scan/ScanSheet.tsx';
import { FoundPeople } from './FoundPeople.tsx';

/** Somebody who is not on today's list, or wants another appointment. */
export function DeskFindPage() {
  const { t } = useLingui();
  const today = useDeskToday();
  const lookUp = useLookUp();
  const newPatron = useNewPatron();
  const [typed, setTyped] = useState('');
  const [isScanning, setScanning] = useState(false);
  const branch = today.branch?.id;

  const ask = (event: FormEvent) => {
    event.preventDefault();
    const sought = soughtIn(typed);
    if (!sought || !branch) return;
    const { by: _, ...what } = sought;
    lookUp.mutate({ branch, ...what });
  };
  const found = lookUp.data?.found;

  return (
    <Page title={t`Find a booking`}>
      <div className="desk-page parts narrower">
        {today.isOffline && (
          <NeedsNetwork>
            <Trans>Today’s people can be found on “Arrivals” without one, by alias and by code.</Trans>
          </NeedsNetwork>
        )}
        <form className="stack" onSubmit={ask}>
          <Field
            label={t`Card, alias or six digits`}
            hint={t`A look at somebody who is not expected today is written down.`}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="row">
            <button
              type="submit"
              className="btn pri"
              aria-busy={lookUp.isPending}
              disabled={typed.trim() === '' || !branch}
            >
              {lookUp.isPending ? <Trans>One moment</Trans> : <Trans>Look up</Trans>}
            </button>
            <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setScanning(true)}>
              <StaffIcon name="scan" />
              <Trans>Scan</Trans>
            </button>
          </div>
        </form>
        <Refused error={lookUp.error} />
        <div role="status">
          {found?.length === 0 && (
            <p className="sec">
              <Trans>Nobody was found. Check it with the person.</Trans>
            </p>
          )}
          {found && found.length > 0 && <FoundPeople found={found} />}
        </div>
        <section className="stack">
          <h2>
            <Trans>New here, or without a card</Trans>
          </h2>
          <p className="sec">
            <Trans>Nobody needs a name. They get a card with a number to sign in with, and can use it for good.</Trans>
          </p>
          {newPatron.data ? (
            <>
              <CodeCardSlip codeCard={newPatron.data.codeCard} />
              <FoundPeople found={[newPatron.data.patron]} />
            </>
          ) : (
            <button
              type="button"
              className="btn start"
              aria-busy={newPatron.isPending}
              disabled={today.isOffline || !branch}
              onClick={() => branch && newPatron.mutate({ branch })}
            >
              {newPatron.isPending ? <Trans>One moment</Trans> : <Trans>Make a code card</Trans>}
            </button>
          )}
          <Refused error={newPatron.error} />
        </section>
      </div>
      {isScanning && (
        <ScanSheet
          today={today}
          onFound={() => setScanning(false)}
          onToken={(token) => {
            setScanning(false);
            if (branch) lookUp.mutate({ branch, token });
          }}
          onClose={() => setScanning(false)}
        />
      )}
    </Page>
  );
}
