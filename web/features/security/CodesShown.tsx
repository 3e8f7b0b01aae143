import { Trans } from '@lingui/react/macro';
import { Banner } from '../../ui/Banner.tsx';

/** Shown this once: on paper they open the account on the day on which the phone is gone. */
export function CodesShown({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  return (
    <div className="stack">
      <Banner kind="ok" title={<Trans>Keep these recovery codes now</Trans>}>
        <Trans>
          Each opens your account once when the phone is lost. Write them down or print them, and keep them where nobody
          else looks. They are not shown again.
        </Trans>
      </Banner>
      <ul className="codes num" dir="ltr" translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="chips">
        <button type="button" className="btn pri" onClick={onKept}>
          <Trans>I have kept them</Trans>
        </button>
        <button type="button" className="btn" onClick={() => print()}>
          <Trans>Print</Trans>
        </button>
      </div>
    </div>
  );
}
