import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { clock, joined, longDay } from '../../../i18n/format.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useTakeBackNext } from '../../../platform/queries/staff/counsellor-queries.ts';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import type { MadeNext, PartProps } from './part-props.ts';
import { placeOf } from './visit-words.ts';

/** Whether it can still be taken back (C6). */
export const isFresh = (made: MadeNext | undefined, now: number): made is MadeNext =>
  made !== undefined && now < Date.parse(made.undoUntil);

/** What was booked with one press, and for some minutes the way back. */
export function NextMade({ made, rules, onMade }: Pick<PartProps, 'rules' | 'onMade'> & { made: MadeNext }) {
  useLingui();
  const catalogue = useCatalogue();
  const takeBack = useTakeBackNext();
  return (
    <>
      <Banner
        kind="ok"
        title={<Trans>The next appointment is made</Trans>}
        actions={
          isFresh(made, rules.now) && (
            <button
              type="button"
              className="btn"
              aria-busy={takeBack.isPending}
              onClick={() =>
                !takeBack.isPending && takeBack.mutate({ id: made.booking }, { onSuccess: () => onMade(undefined) })
              }
            >
              {takeBack.isPending ? <Trans>One moment</Trans> : <Trans>Undo</Trans>}
            </button>
          )
        }
      >
        {joined([longDay(made.localStart.slice(0, 10)), clock(made.localStart), placeOf(made, catalogue, rules.home)])}
      </Banner>
      <Refused error={takeBack.error} offline={<Trans>The appointment still stands.</Trans>} />
    </>
  );
}
