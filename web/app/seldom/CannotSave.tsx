import { Trans } from '@lingui/react/macro';
import { Banner } from '../../ui/Banner.tsx';

/** Nothing can be saved: what still works, that nothing is lost, and what to do. */
export function CannotSave({ isAtWork }: { isAtWork: boolean }) {
  return (
    <div className="standing">
      <Banner kind="warn" title={<Trans>Nothing can be saved right now</Trans>}>
        {isAtWork ? (
          <Trans>
            You can still look things up. Check-ins are kept on this device and sent by themselves. Anything else: leave
            it open and try again in a few minutes. Nothing is lost, and nothing is booked twice.
          </Trans>
        ) : (
          <Trans>
            You can still look at times and at your appointments. Leave this open and try again in a few minutes, or
            call the library. Nothing is lost, and nothing is booked twice.
          </Trans>
        )}
      </Banner>
    </div>
  );
}
