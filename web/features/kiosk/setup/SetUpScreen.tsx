import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { say } from '../../../i18n/i18n.ts';
import { becomeScreen } from '../../../offline/staff-vault/staff-sign-out.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { problemOf, type Problem } from '../../../platform/problem.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Choice } from '../../../ui/Choice.tsx';

/** What the desk agrees to before a device becomes a screen: from then on it can do that one thing only. */
export function SetUpScreen({ kind, branch }: { kind: 'kiosk' | 'door'; branch: string | undefined }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const catalogue = useCatalogue();
  const here = byId(catalogue?.branches, branch) ?? catalogue?.branches[0];
  const rooms = (catalogue?.rooms ?? []).filter((room) => room.branch === here?.id);
  const [chosen, setChosen] = useState<string>();
  const room = chosen ?? rooms[0]?.id;
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  if (!here) return <main id="content" aria-busy="true" />;

  const begin = async () => {
    setBusy(true);
    try {
      await becomeScreen(client, { branch: here.id, kind, ...(kind === 'door' && room && { room }) });
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
      return;
    }
    // A fresh document, so that nothing of the desk's day stays in memory behind the screen.
    location.replace(kind === 'kiosk' ? '/kiosk' : '/door');
  };

  return (
    <div className="kiosk">
      <main id="content" className="one stack">
        <h1>{kind === 'kiosk' ? <Trans>Check-in screen</Trans> : <Trans>Door sign</Trans>}</h1>
        <p>
          {kind === 'kiosk' ? (
            <Trans>
              This device becomes a screen at {say(here.name)} where people check themselves in with their code. It
              shows no names.
            </Trans>
          ) : (
            <Trans>
              This device becomes a sign beside a door at {say(here.name)}: in use, or free. It says nothing else.
            </Trans>
          )}
        </p>
        {kind === 'door' && (
          <Choice
            label={t`Room`}
            value={room ?? ''}
            options={rooms.map(({ id, name }) => ({ value: id, label: say(name) }))}
            onChange={setChosen}
          />
        )}
        <Banner kind="warn" title={<Trans>The device is locked to it</Trans>}>
          <Trans>
            You are signed out here. To use this device for anything else, somebody of the desk has to sign in again.
          </Trans>
        </Banner>
        <p className="sec">
          <Trans>
            Also turn on the system’s own kiosk mode, so that nobody can leave the browser: Guided Access on an iPad,
            screen pinning on Android, assigned access on Windows, or a browser that is started with{' '}
            <bdi dir="ltr">--kiosk</bdi>.
          </Trans>
        </p>
        {problem && (
          <Banner kind="stop">
            <ProblemSentence problem={problem} branch={here} />
          </Banner>
        )}
        <div className="row">
          <button
            type="button"
            className="btn pri big grow"
            aria-busy={isBusy}
            disabled={kind === 'door' && !room}
            onClick={() => void begin()}
          >
            <Trans>Lock this device to it</Trans>
          </button>
          <Link className="btn big grow" href="/desk">
            <Trans>Back to the desk</Trans>
          </Link>
        </div>
      </main>
    </div>
  );
}
