import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { OwnData } from '#contract/account/own-data.ts';
import { clock } from '../../../i18n/format.ts';
import { levelWord } from '../own-data-words.ts';
import { Fact, Facts, HeldPart } from './HeldPart.tsx';

/** Phone and mail, and what comes there. */
export function HeldReach({ held: { contacts, reach, bookings } }: { held: OwnData }) {
  const { t } = useLingui();
  const sent = bookings.flatMap(({ messagesSent }) => messagesSent).filter(({ sentAt }) => sentAt !== undefined).length;
  const quiet = reach && reach.quietFrom !== reach.quietUntil;
  return (
    <>
      <HeldPart title={t`Phone and e-mail`} change="/you/contacts">
        <Facts>
          {contacts.length === 0 && <Fact name={<Trans>Phone and e-mail</Trans>}>{t`None`}</Fact>}
          {contacts.map(({ kind, value }) => (
            <Fact key={value} name={kind === 'phone' ? <Trans>Phone</Trans> : <Trans>E-mail</Trans>}>
              <bdi dir="ltr">{value}</bdi>
            </Fact>
          ))}
        </Facts>
      </HeldPart>
      <HeldPart title={t`Messages to you`} change="/you/reach">
        <Facts>
          <Fact name={<Trans>What they say</Trans>}>{reach && levelWord(reach.messages)}</Fact>
          <Fact name={<Trans>Quiet</Trans>}>
            {quiet && t`${clock(`2000-01-01T${reach.quietFrom}`)} to ${clock(`2000-01-01T${reach.quietUntil}`)}`}
          </Fact>
          <Fact name={<Trans>Sent lately</Trans>}>
            <Plural value={sent} _0="None" one="# message" other="# messages" />
          </Fact>
        </Facts>
      </HeldPart>
    </>
  );
}
