import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Booking } from '#contract/bookings.ts';
import { say } from '../../../i18n/i18n.ts';
import { joined } from '../../../i18n/format.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { Sheet } from '../../../ui/Sheet.tsx';
import { CallBranch } from './CallBranch.tsx';

/** Where to go, in words: no map, since a map's owner would learn who goes where. */
export function DirectionsSheet({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const [copied, setCopied] = useState<boolean>();
  const branch = byId(catalogue?.branches, booking.branch);
  const room = byId(catalogue?.rooms, booking.room);
  const street = say(branch?.address);
  const city = say(branch?.city);
  const lines = [street, street.includes(city) ? '' : city];
  const address = joined([say(branch?.name), ...lines]);

  const copy = async () => {
    await navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };

  return (
    <Sheet title={t`Directions`} close={t`Close`} onClose={onClose}>
      <div className="stack">
        <address style={{ fontStyle: 'normal' }}>
          <b className="blk">{say(branch?.name)}</b>
          {lines.map((line) => (
            <span key={line} className="blk">
              {line}
            </span>
          ))}
        </address>
        {room && <p className="sec">{joined([say(room.name), say(room.where)])}</p>}
        <div className="row">
          <button type="button" className="btn grow" onClick={() => void copy()}>
            <Trans>Copy the address</Trans>
          </button>
          {branch && <CallBranch branch={branch} />}
        </div>
        <p className="meta" role="status">
          {copied === true && <Trans>Copied.</Trans>}
          {copied === false && <Trans>This browser does not let it be copied. Select the address above instead.</Trans>}
        </p>
      </div>
    </Sheet>
  );
}
