import { Trans, useLingui } from '@lingui/react/macro';
import { say } from '../../i18n/i18n.ts';
import { dayAndMonth } from '../../i18n/format.ts';
import { byId, useCatalogue } from '../../platform/catalogue-query.ts';
import { usePreferences } from '../../platform/preferences.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

/** Lines to call now. Part of the first chunk: opens with no network, asks nobody, is written down nowhere. */
export function UrgentHelp({ onClose, onLeave }: { onClose: () => void; onLeave: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const { branch: chosen } = usePreferences();
  const branch = byId(catalogue?.branches, chosen) ?? catalogue?.branches[0];
  const checkedOn = branch?.crisis.map((line) => line.checkedOn).sort()[0];

  return (
    <Sheet title={t`If you need someone now`} close={t`Close`} onClose={onClose}>
      <p className="sec">
        <Trans>
          These lines are there to listen. This page works without a network, and nobody sees that you opened it.
        </Trans>
      </p>
      <ul className="lines" style={{ marginBlock: 'var(--s3)' }}>
        {branch?.crisis.map((line, place) => (
          <li key={line.phone} className="row between" style={{ paddingBlock: 'var(--s2)', flexWrap: 'nowrap' }}>
            <b className="grow" style={{ fontSize: 'var(--t-sm)', lineHeight: 1.45 }}>
              {say(line.label)}
            </b>
            <a className={place === 0 ? 'btn pri' : 'btn'} href={`tel:${line.phone.replaceAll(' ', '')}`}>
              <Icon name="phone" small />
              <bdi dir="ltr" className="nowrap">
                {line.phone}
              </bdi>
            </a>
          </li>
        ))}
        <li style={{ paddingBlock: 'var(--s3)' }}>
          <b style={{ fontSize: 'var(--t-sm)' }}>
            <Trans>Ask library staff</Trans>
          </b>
          <span className="meta blk">
            <Trans>Say “Room, please”. They will find you a quiet place.</Trans>
          </span>
        </li>
      </ul>
      {branch && checkedOn && (
        <p className="meta" style={{ marginBlockEnd: 'var(--s3)' }}>
          <Trans>
            For {say(branch.city)}. Numbers checked on {dayAndMonth(checkedOn)}.
          </Trans>
        </p>
      )}
      {!branch && (
        <p className="sec" style={{ marginBlockEnd: 'var(--s3)' }}>
          <Trans>The numbers of your library have not been loaded on this device yet. In danger, call 112.</Trans>
        </p>
      )}
      <div className="row" style={{ gap: 'var(--s3)' }}>
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
