import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Booking } from '#contract/bookings.ts';
import { ProblemSentence } from '../../../i18n/problem-sentence.tsx';
import { Problem, type ProblemCode } from '../../../platform/problem.ts';
import { useChildren } from '../../../platform/queries/family-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Icon } from '../../../ui/Icon.tsx';

/** Whose appointment it is to be; not asked where there is no child. Another choice holds the time anew, at that person's price. */
export function ForWhom(props: {
  booking: Booking;
  isBusy: boolean;
  /** Why the time could not be held for whom was chosen. */
  refused: ProblemCode | undefined;
  onChoose: (child: string | undefined) => void;
}) {
  const { booking, isBusy, refused, onChoose } = props;
  const { t } = useLingui();
  const name = useId();
  const children = useChildren().data?.children ?? [];
  if (children.length === 0) return null;

  const choices = [
    { id: undefined, word: t({ message: 'Myself', comment: 'Who comes to the appointment' }) },
    ...children.map(({ id, initials }) => ({ id, word: initials })),
  ];
  return (
    <fieldset className="stack" style={{ gap: 'var(--s2)' }} disabled={isBusy}>
      <legend className="legend">
        <Trans>Who comes</Trans>
      </legend>
      <div className="chips">
        {choices.map(({ id, word }) => (
          <label key={id ?? ''} className="chip">
            <input
              type="radio"
              className="vh"
              name={name}
              checked={booking.child?.id === id}
              onChange={() => onChoose(id)}
            />
            <Icon name="tick" small className="tickmark" />
            <bdi>{word}</bdi>
          </label>
        ))}
      </div>
      {refused === 'patron_busy' || refused === 'too_many_open' ? (
        <Banner kind="warn">
          <Trans>
            This time cannot be had for them: they have another appointment then, or as many as are possible.
          </Trans>
        </Banner>
      ) : (
        refused && (
          <Banner kind="warn">
            <ProblemSentence problem={new Problem(refused)} />
          </Banner>
        )
      )}
    </fieldset>
  );
}
