import { Trans } from '@lingui/react/macro';
import { clock, longDay } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { useMemory } from '../../platform/chosen-slot.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';

/** Which time waits for the sign-in. */
export function WaitingTime() {
  const catalogue = useCatalogue();
  const { chosen } = useMemory();
  if (!chosen) return null;
  const { localStart, branch } = chosen.slot;
  return (
    <p className="sec">
      <Trans>
        Then we keep <b>{longDay(localStart.slice(0, 10))}</b>, <b>{clock(localStart)}</b> at{' '}
        {say(byId(catalogue?.branches, branch)?.name)} for you.
      </Trans>
    </p>
  );
}
