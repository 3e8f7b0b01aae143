import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { settleLost, useOutbox } from '../../offline/outbox/outbox.ts';
import { useNow } from '../../platform/clock.ts';
import { Banner } from '../../ui/Banner.tsx';
import { ageWord, offWord } from './entry-words.ts';
import { LOUD_MS } from './OutboxChip.tsx';

const EVERY_MS = 60_000;
/** From here on it is another day that the device believes in. */
const DAY_OFF_MIN = 12 * 60;

/** What stands in the way of keeping and sending, said and never guessed around. */
export function OutboxWarnings() {
  const { oldestAt, storage, lost, clockOffMin } = useOutbox();
  const now = useNow(EVERY_MS);
  return (
    <>
      {oldestAt !== undefined && now - oldestAt > LOUD_MS && <TooOld since={oldestAt} now={now} />}
      {lost > 0 && <Lost count={lost} />}
      {storage === 'full' && (
        <Banner kind="stop" title={<Trans>This device has no room</Trans>}>
          <Trans>
            What you record now is in this page only. Do not close it before everything is sent, and free some room.
          </Trans>
        </Banner>
      )}
      {storage === 'memory' && (
        <Banner kind="warn" title={<Trans>This browser keeps nothing</Trans>}>
          <Trans>What you record waits in this page only. Do not close it before everything is sent.</Trans>
        </Banner>
      )}
      {clockOffMin !== undefined && <WrongClock offMin={clockOffMin} />}
    </>
  );
}

function TooOld({ since, now }: { since: number; now: number }) {
  useLingui();
  const age = ageWord(since, now);
  return (
    <Banner kind="stop" title={<Trans>Not sent for too long: {age}</Trans>}>
      <Trans>
        Nobody else knows of it yet. Connect this device to a network now; if that cannot be done, tell the others.
      </Trans>
    </Banner>
  );
}

function Lost({ count }: { count: number }) {
  return (
    <Banner
      kind="stop"
      title={
        <Plural
          value={count}
          one="# entry is gone from this device before it was sent"
          other="# entries are gone from this device before they were sent"
        />
      }
      actions={
        <button type="button" className="btn" onClick={settleLost}>
          <Trans>Set aside</Trans>
        </button>
      }
    >
      <Trans>The browser has cleared its storage. Compare the day with what you remember, and record it again.</Trans>
    </Banner>
  );
}

function WrongClock({ offMin }: { offMin: number }) {
  useLingui();
  const off = offWord(offMin);
  const isDayOff = Math.abs(offMin) >= DAY_OFF_MIN;
  return (
    <Banner
      kind={isDayOff ? 'stop' : 'warn'}
      title={
        offMin > 0 ? (
          <Trans>This device’s clock is ahead: {off}</Trans>
        ) : (
          <Trans>This device’s clock is behind: {off}</Trans>
        )
      }
    >
      {isDayOff ? (
        <Trans>Set the date and the clock before you go on. Times on this screen follow the library’s clock.</Trans>
      ) : (
        <Trans>Times on this screen, and of what you record, follow the library’s clock. Set this one.</Trans>
      )}
    </Banner>
  );
}
