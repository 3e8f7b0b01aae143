import { Trans } from '@lingui/react/macro';
import { emptyVault } from '../../offline/vault.ts';
import { prefer, usePreferences } from '../../platform/preferences.ts';
import { Switch } from '../../ui/Switch.tsx';

export function SharedDevice() {
  const { sharedDevice = false } = usePreferences();

  const choose = (isShared: boolean) => {
    prefer({ sharedDevice: isShared || undefined });
    if (isShared) void emptyVault();
  };
  return (
    <Switch
      checked={sharedDevice}
      onChange={choose}
      label={<Trans>Others use this device</Trans>}
      note={<Trans>Nothing is kept here, and “Leave” signs you out.</Trans>}
    />
  );
}
