import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLookUp } from '../../../platform/queries/staff/desk-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { rowsByToken } from '../day/find-in-day.ts';
import type { DeskToday } from '../day/use-desk-today.ts';
import { FoundPeople } from '../people/FoundPeople.tsx';
import type { CameraFault } from './camera.ts';
import { useScan } from './use-scan.ts';

interface Props {
  today: DeskToday;
  /** The slip is of a booking of today. */
  onFound: (booking: string) => void;
  /** Takes the slip itself, instead of looking through the day. */
  onToken?: (token: string) => void;
  onClose: () => void;
}

/** Reads a ticket's QR with the camera. The day on the device knows its slips by their hash, so no network is needed. */
export function ScanSheet(props: Props) {
  const { t } = useLingui();
  const [round, setRound] = useState(0);
  return (
    <Sheet title={t`Scan a slip`} close={t`Close`} onClose={props.onClose}>
      <Round key={round} {...props} onAgain={() => setRound(round + 1)} />
    </Sheet>
  );
}

function Round({ today, onFound, onToken, onAgain }: Props & { onAgain: () => void }) {
  const { day, branch, isOffline } = today;
  const lookUp = useLookUp();
  const [isUnknown, setUnknown] = useState(false);
  const find = async (token: string) => {
    const [row] = day ? await rowsByToken(day, token) : [];
    if (row) return onFound(row.booking);
    setUnknown(true);
    if (!isOffline && branch) lookUp.mutate({ branch: branch.id, token });
  };
  const { video, state } = useScan((token) => {
    if (onToken) onToken(token);
    else void find(token);
  });

  const found = lookUp.data?.found ?? [];
  const isFault = state === 'denied' || state === 'none' || state === 'busy';
  return (
    <div className="stack">
      {isFault ? (
        <Fault fault={state} />
      ) : (
        !isUnknown && (
          <>
            {/* A camera's picture has no words that could stand below it. */}
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
            <video ref={video} className="camera" muted playsInline />
            <p className="sec" role="status">
              {state === 'starting' ? (
                <Trans>The camera is starting. Allow it if the browser asks.</Trans>
              ) : (
                <Trans>Hold the QR code of the slip before the camera. No picture is kept.</Trans>
              )}
            </p>
          </>
        )
      )}
      {isUnknown && (
        <div role="status" className="stack">
          <p>
            <Trans>This slip is not of an appointment here today.</Trans>
          </p>
          {isOffline && (
            <p className="sec">
              <Trans>There is no network: appointments that were made or moved since may be missing.</Trans>
            </p>
          )}
          {lookUp.data && found.length === 0 && (
            <p className="sec">
              <Trans>The system does not know it at this library.</Trans>
            </p>
          )}
          {found.length > 0 && <FoundPeople found={found} onFound={onFound} />}
        </div>
      )}
      <Refused error={lookUp.error} />
      {(isUnknown || isFault) && (
        <button type="button" className="btn" onClick={onAgain}>
          {isFault ? <Trans>Try again</Trans> : <Trans>Scan another</Trans>}
        </button>
      )}
    </div>
  );
}

function Fault({ fault }: { fault: CameraFault }) {
  return (
    <Banner kind="warn" isRefusal title={<Title fault={fault} />}>
      <Trans>The alias or the six digits under the QR code do the same: type them into the search.</Trans>
    </Banner>
  );
}

function Title({ fault }: { fault: CameraFault }) {
  switch (fault) {
    case 'denied':
      return <Trans>The browser may not use the camera. It can be allowed beside the address.</Trans>;
    case 'none':
      return <Trans>This device has no camera that the browser can use.</Trans>;
    case 'busy':
      return <Trans>Another program is using the camera.</Trans>;
    default:
      return fault satisfies never;
  }
}
