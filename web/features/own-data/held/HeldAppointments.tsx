import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { OwnData } from '#contract/account/own-data.ts';
import { fullDate } from '../../../i18n/format.ts';
import { Fact, Facts, HeldPart } from './HeldPart.tsx';

/** Appointments by number, and the words that others wrote about them. Each by itself stands in the file. */
export function HeldAppointments({ held: { bookings } }: { held: OwnData }) {
  const { t } = useLingui();
  const dates = bookings.map(({ localStart }) => localStart.slice(0, 10));
  const [last] = dates;
  const first = dates.at(-1);
  const receipts = bookings.flatMap(({ payments }) => payments).length;
  const written = bookings.flatMap(({ number, localStart, note, toldOfVisit }) =>
    [note?.text, ...toldOfVisit.map(({ reason }) => reason)].flatMap((text) =>
      text ? [{ number, localStart, text }] : [],
    ),
  );
  return (
    <>
      <HeldPart title={t`Appointments`} change="/bookings">
        <Facts>
          <Fact name={<Trans>Held</Trans>}>
            <Plural value={bookings.length} _0="None" one="# appointment" other="# appointments" />
          </Fact>
          <Fact name={<Trans>First</Trans>}>{first && fullDate(first)}</Fact>
          <Fact name={<Trans>Last</Trans>}>{last !== first && last && fullDate(last)}</Fact>
          <Fact name={<Trans>Payments</Trans>}>
            {receipts > 0 && <Plural value={receipts} one="# receipt" other="# receipts" />}
          </Fact>
        </Facts>
      </HeldPart>
      <HeldPart title={t`Notes about you`} change={written.length > 0 ? 'at-the-desk' : undefined}>
        <Facts>
          {written.length === 0 && <Fact name={<Trans>Notes</Trans>}>{t`None`}</Fact>}
          {written.map(({ number, localStart, text }) => (
            <Fact key={`${number} ${text}`} name={fullDate(localStart.slice(0, 10))}>
              <bdi>{text}</bdi>
            </Fact>
          ))}
        </Facts>
      </HeldPart>
    </>
  );
}
