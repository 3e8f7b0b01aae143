import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { BroughtBack, CalledOff } from '#contract/desk-work/arranged.ts';
import { clock, joined, shortDay } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';
import type { useBringBack } from '../../platform/queries/staff/arranged-queries.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Refused } from './NeedsNetwork.tsx';

/** Groups ahead that were called off from here, and how to bring them back. Nothing where there are none. */
export function CalledOffRows(props: {
  calledOff: CalledOff[];
  back: ReturnType<typeof useBringBack>;
  isOffline: boolean;
}) {
  const { calledOff, back, isOffline } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  if (calledOff.length === 0 && !back.data) return null;

  return (
    <section className="stack">
      <h2>
        <Trans>Called off</Trans>
      </h2>
      {back.data && <Back answer={back.data} />}
      <Refused error={back.error} />
      <ul className="lines ruled">
        {calledOff.map(({ id, localStart, room, people }) => {
          const time = joined([shortDay(localStart.slice(0, 10)), clock(localStart)]);
          return (
            <li key={id} className="kv">
              <span>
                <b>{time}</b> <Trans>Group</Trans>
                <span className="meta blk">
                  {say(byId(catalogue?.rooms, room)?.name)}
                  {' · '}
                  <Plural value={people} one="# person had a place" other="# people had a place" />
                </span>
              </span>
              <button
                type="button"
                className="btn"
                aria-label={t`${time}: bring it back`}
                aria-busy={back.isPending && back.variables?.id === id}
                disabled={isOffline}
                onClick={() => !back.isPending && back.mutate({ id })}
              >
                <Trans comment="Button: a group that was called off takes place after all">Bring it back</Trans>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Both have to hear of it: who has a place again, and who has not. */
function Back({ answer: { localStart, back, left } }: { answer: BroughtBack }) {
  const time = joined([shortDay(localStart.slice(0, 10)), clock(localStart)]);
  return (
    <>
      <Banner kind="ok" title={<Trans>{time}: the group takes place</Trans>}>
        {back.length + left.length === 0 ? <Trans>Nobody has to be told.</Trans> : <Trans>Tell them</Trans>}
      </Banner>
      <ul className="lines ruled tell">
        {back.map(({ booking, alias, messages }) => (
          <li key={booking}>
            <b>{alias}</b>
            <span>
              <Trans>has the place again</Trans>
            </span>
            {!messages && <NoMessages />}
          </li>
        ))}
        {left.map(({ booking, alias, messages, reason }) => (
          <li key={booking}>
            <b>{alias}</b>
            <span>
              <Reason reason={reason} />
            </span>
            {!messages && <NoMessages />}
          </li>
        ))}
      </ul>
    </>
  );
}

function NoMessages() {
  return (
    <span className="badge warn">
      <Trans>Wants no messages: tell them in person</Trans>
    </span>
  );
}

function Reason({ reason }: { reason: BroughtBack['left'][number]['reason'] }) {
  switch (reason) {
    case 'patron_busy':
      return <Trans>stays cancelled: has another appointment then</Trans>;
    case 'discount_gone':
      return <Trans>stays cancelled: the lower price is used up</Trans>;
    case 'no_places':
      return <Trans>stays cancelled: no place is left</Trans>;
    case 'patron_gone':
      return <Trans>stays cancelled: the account is closed</Trans>;
    default:
      return reason satisfies never;
  }
}
