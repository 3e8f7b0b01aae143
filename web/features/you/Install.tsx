import { Trans } from '@lingui/react/macro';
import { useInstall } from '../../offline/install.ts';
import { usePreferences } from '../../platform/preferences.ts';

/** Only where the browser offers it, and never on a device that others use: an icon says that somebody comes here. */
export function Install() {
  const install = useInstall();
  const { sharedDevice } = usePreferences();
  if (!install || sharedDevice) return null;

  return (
    <div className="row between setting">
      <span className="grow">
        <b>
          <Trans>On the home screen</Trans>
        </b>
        <span className="meta blk">
          <Trans>The icon shows a room and says “Quietroom”. Your ticket opens without a network.</Trans>
        </span>
      </span>
      <button type="button" className="btn" onClick={install}>
        <Trans>Add</Trans>
      </button>
    </div>
  );
}
