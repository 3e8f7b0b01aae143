import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { number } from '../../i18n/format.ts';
import { ProblemSentence } from '../../i18n/problem-sentence.tsx';
import { fetchFile, saveFile } from '../../platform/account/download.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { problemOf, type Problem } from '../../platform/problem.ts';
import { Banner } from '../../ui/Banner.tsx';

const FILES = {
  data: { path: '/api/me/data?download=1', name: 'library-data.json' },
  calendar: { path: '/api/me/calendar.ics', name: 'appointments.ics' },
} as const;
type FileKind = keyof typeof FILES;

interface State {
  kind: FileKind;
  bytes: number;
  isSaved?: true;
  problem?: Problem;
}

/** A copy to take along. On a slow line it is said how much has come. */
export function Downloads({ isPatron }: { isPatron: boolean }) {
  const { t } = useLingui();
  const { sharedDevice = false } = usePreferences();
  const [state, setState] = useState<State>();
  const way = useRef<AbortController>(undefined);
  useEffect(() => () => way.current?.abort(), []);

  const isUnderWay = state !== undefined && !state.isSaved && !state.problem;
  const load = async (kind: FileKind) => {
    if (isUnderWay) return;
    const { path, name } = FILES[kind];
    const mine = (way.current = new AbortController());
    setState({ kind, bytes: 0 });
    try {
      const file = await fetchFile(path, (bytes) => setState({ kind, bytes }), mine.signal);
      saveFile(file, name);
      setState({ kind, bytes: file.size, isSaved: true });
    } catch (error) {
      if (!mine.signal.aborted) setState({ kind, bytes: 0, problem: problemOf(error) });
    }
  };
  const button = (kind: FileKind, word: string) => (
    <button type="button" className="btn" aria-busy={isUnderWay && state.kind === kind} onClick={() => void load(kind)}>
      {word}
    </button>
  );

  return (
    <section className="stack" aria-label={t`Take a copy`}>
      <h2 className="legend" style={{ marginBlockEnd: 0 }}>
        <Trans>Take a copy</Trans>
      </h2>
      <p className="sec">
        <Trans>
          The file holds all of it, as text that any computer reads. The calendar holds your appointments, in discreet
          words.
        </Trans>
      </p>
      {sharedDevice && (
        <Banner kind="warn">
          <Trans>Others use this device. A file that you save stays on it until you delete it.</Trans>
        </Banner>
      )}
      <div className="chips">
        {button('data', t`Download the file`)}
        {isPatron && button('calendar', t`Download the calendar`)}
      </div>
      <p className="meta" role="status">
        {state && <Progress state={state} />}
      </p>
      {state?.problem && (
        <Banner kind="stop" title={<Trans>Nothing was saved</Trans>}>
          <ProblemSentence problem={state.problem} />
        </Banner>
      )}
    </section>
  );
}

function Progress({ state: { kind, bytes, isSaved, problem } }: { state: State }) {
  if (problem) return null;
  const { name } = FILES[kind];
  if (isSaved) {
    return (
      <Trans>
        Saved as <bdi dir="ltr">{name}</bdi>, among the downloads of this device.
      </Trans>
    );
  }
  const kilobytes = number(Math.ceil(bytes / 1000));
  return bytes === 0 ? <Trans>It is being put together …</Trans> : <Trans>{kilobytes} KB so far …</Trans>;
}
