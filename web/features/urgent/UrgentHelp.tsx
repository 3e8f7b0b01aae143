import { Trans, useLingui } from '@lingui/react/macro';
import { currentLocale, say } from '../../i18n/i18n.ts';
import { byId, useCatalogue, type CatalogueBranch } from '../../platform/queries/catalogue-query.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { CrisisLines } from './CrisisLines.tsx';

/** Lines to call now. Part of the first chunk: opens with no network, asks nobody, is written down nowhere. */
export function UrgentHelp({ onClose, onLeave }: { onClose: () => void; onLeave: () => void }) {
  const { t } = useLingui();
  const branches = useCatalogue()?.branches ?? [];
  const { branch: chosen } = usePreferences();
  const [own, ...others] = nearestFirst(branches, chosen);

  return (
    <Sheet title={t`If you need someone now`} close={t`Close`} onClose={onClose}>
      <p className="sec">
        <Trans>
          These lines are there to listen. This page works without a network, and nobody sees that you opened it.
        </Trans>
      </p>
      {own ? (
        <CrisisLines branch={own} isFirst />
      ) : (
        <p className="banner" style={{ marginBlock: 'var(--s3)' }}>
          <Trans>The numbers of your library have not been loaded on this device yet. In danger, call 112.</Trans>
        </p>
      )}
      <p className="ruled" style={{ paddingBlock: 'var(--s3)' }}>
        <b style={{ fontSize: 'var(--t-sm)' }}>
          <Trans>Ask library staff</Trans>
        </b>
        <span className="meta blk">
          <Trans>Say “Room, please”. They will find you a quiet place.</Trans>
        </span>
      </p>
      {others.length > 0 && (
        <details>
          <summary>
            <Icon name="down" small />
            <Trans>Lines at other libraries</Trans>
          </summary>
          {others.map((branch) => (
            <CrisisLines key={branch.id} branch={branch} />
          ))}
        </details>
      )}
      <div className="row sheet-foot">
        <button type="button" className="btn grow" onClick={onLeave}>
          <Icon name="leave" small />
          <Trans>Leave this app</Trans>
        </button>
        <button type="button" className="btn grow" onClick={onClose}>
          <Trans>Back</Trans>
        </button>
      </div>
    </Sheet>
  );
}

/** The chosen library; without one, those whose language is shown are likelier to be near. One of several with the same lines. */
function nearestFirst(branches: readonly CatalogueBranch[], chosen: string | undefined): CatalogueBranch[] {
  const own = byId(branches, chosen) ?? branches.find(({ locale }) => locale === currentLocale()) ?? branches[0];
  const told = new Set<string>();
  return [...(own ? [own] : []), ...branches].filter(({ crisis }) => {
    const lines = crisis.map(({ phone, label }) => `${phone} ${say(label)}`).join();
    if (lines === '' || told.has(lines)) return false;
    told.add(lines);
    return true;
  });
}
