import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, type ReactNode } from 'react';
import type { KioskAnswer } from '#contract/desk.ts';
import { clock, joined } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { useCountdown } from '../../../platform/clock.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import type { Problem } from '../../../platform/problem.ts';
import { Icon, type IconName } from '../../../ui/Icon.tsx';

/** How long an answer stands before the screen is the next visitor's. */
export const ANSWER_MS = 15_000;

export type Outcome = KioskAnswer | Problem;

/** One answer, large enough to be read in passing. No name, nothing of what somebody comes for. */
export function CheckInAnswer({ outcome, onDone }: { outcome: Outcome; onDone: () => void }) {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const done = useRef<HTMLButtonElement>(null);
  const secondsLeft = useCountdown(ANSWER_MS / 1000);
  useEffect(() => done.current?.focus({ preventScroll: true }), []);

  const { icon, tone, title, text } = wordsOf(outcome);
  const place = 'outcome' in outcome && isWelcome(outcome) ? placeOf(outcome) : '';
  return (
    <section className={`answer ${tone}`} role="alert" aria-label={t`Answer`}>
      <Icon name={icon} />
      <h1>{title}</h1>
      {place && <p className="when">{place}</p>}
      <p className="what">{text}</p>
      <button ref={done} type="button" className="btn big" onClick={onDone}>
        <Trans>Back to the start</Trans>
      </button>
      <p className="meta" aria-hidden="true">
        <Plural value={secondsLeft} one="This screen clears in # second." other="This screen clears in # seconds." />
      </p>
    </section>
  );

  function placeOf({ localStart, room }: KioskAnswer): string {
    return joined([localStart && clock(localStart), say(byId(catalogue?.rooms, room)?.name) || undefined]);
  }
}

const isWelcome = ({ outcome }: KioskAnswer) => outcome === 'arrived' || outcome === 'already';

interface Words {
  icon: IconName;
  tone: 'ok' | 'info';
  title: ReactNode;
  text: ReactNode;
}

function wordsOf(outcome: Outcome): Words {
  if (!('outcome' in outcome)) return wordsOfProblem(outcome);
  const time = outcome.localStart && clock(outcome.localStart);
  switch (outcome.outcome) {
    case 'arrived':
      return {
        icon: 'tick',
        tone: 'ok',
        title: <Trans>You are checked in</Trans>,
        text: <Trans>Please take a seat. Somebody will come for you.</Trans>,
      };
    case 'already':
      return {
        icon: 'tick',
        tone: 'ok',
        title: <Trans>You are already checked in</Trans>,
        text: <Trans>Please take a seat. Somebody will come for you.</Trans>,
      };
    case 'too_early':
      return {
        icon: 'clock',
        tone: 'info',
        title: <Trans>It is a little early</Trans>,
        text: time ? (
          <Trans>Your time is {time}. Please come back nearer to it, or ask at the desk.</Trans>
        ) : (
          <Trans>Please come back nearer to your time, or ask at the desk.</Trans>
        ),
      };
    case 'see_desk':
      return {
        icon: 'info',
        tone: 'info',
        title: <Trans>Please come to the desk</Trans>,
        text: <Trans>This code does not work here today. The people at the desk will help you.</Trans>,
      };
  }
}

function wordsOfProblem({ code }: Problem): Words {
  const atDesk = <Trans>Please come to the desk</Trans>;
  if (code === 'offline' || code === 'unclear') {
    return {
      icon: 'offline',
      tone: 'info',
      title: atDesk,
      text: <Trans>This screen has no network just now. The desk can check you in without one.</Trans>,
    };
  }
  if (code === 'too_many_tries') {
    return {
      icon: 'clock',
      tone: 'info',
      title: <Trans>One moment, please</Trans>,
      text: <Trans>There were many tries. Wait a minute, or come to the desk.</Trans>,
    };
  }
  return {
    icon: 'info',
    tone: 'info',
    title: atDesk,
    text: <Trans>This screen cannot check you in just now. The people at the desk will help you.</Trans>,
  };
}
