import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Away } from '#contract/desk-work/arranged.ts';
import type { Catalogue } from '#contract/catalogue.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useArranged, useBringBack, useEndDeskBlock } from '../../../platform/queries/staff/arranged-queries.ts';
import { CalledOffRows } from '../../../staff/look/CalledOffRows.tsx';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { CounsellorAwaySheet } from './CounsellorAwaySheet.tsx';

/** Who works here, who is ill, and what this desk called off: each of it can be taken back. */
export function CounsellorsToday(props: { branch: string; date: string; now: number; isOffline: boolean }) {
  const { branch, isOffline } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const arranged = useArranged(isOffline ? '' : branch);
  const back = useBringBack();
  const [ill, setIll] = useState<Catalogue['counsellors'][number]>();
  const here = (catalogue?.counsellors ?? []).filter(({ branches }) => branches.includes(branch));

  return (
    <>
      <section>
        <h2>
          <Trans>Counsellors</Trans>
        </h2>
        <ul className="lines ruled">
          {here.map((one) => {
            const away = (arranged.data?.away ?? []).filter(({ counsellor }) => counsellor === one.id);
            const name = say(one.name);
            return (
              <li key={one.id} className="counsellor-line">
                <b className="grow">{name}</b>
                {away.map((block) => (
                  <AwayLine key={block.block.id} away={block} name={name} isOffline={isOffline} />
                ))}
                <button
                  type="button"
                  className="btn"
                  aria-haspopup="dialog"
                  aria-label={t`${name}: is ill`}
                  disabled={isOffline}
                  onClick={() => setIll(one)}
                >
                  <Trans comment="Button beside a counsellor’s name">Is ill</Trans>
                </button>
              </li>
            );
          })}
        </ul>
        {arranged.error && <Refused error={arranged.error} />}
      </section>
      <CalledOffRows calledOff={arranged.data?.calledOff ?? []} back={back} isOffline={isOffline} />
      {ill && <CounsellorAwaySheet {...props} counsellor={ill} onClose={() => setIll(undefined)} />}
    </>
  );
}

function AwayLine({ away, name, isOffline }: { away: Away; name: string; isOffline: boolean }) {
  const { t } = useLingui();
  const end = useEndDeskBlock();
  const { localStart, localEnd, id } = away.block;
  const from = joined([shortDay(localStart.slice(0, 10)), clock(localStart)]);
  const until = joined([shortDay(localEnd.slice(0, 10)), clock(localEnd)]);
  return (
    <span className="away-line">
      <span className="badge warn">
        <Icon name="clock" small />
        <Trans>
          away, {from} to {until}
        </Trans>
      </span>
      <button
        type="button"
        className="btn text"
        aria-label={t`${name} is back`}
        aria-busy={end.isPending}
        disabled={isOffline}
        onClick={() => !end.isPending && end.mutate({ id })}
      >
        <Trans comment="Button: the counsellor who was ill is here again">Is back</Trans>
      </button>
      <Refused error={end.error} />
    </span>
  );
}
