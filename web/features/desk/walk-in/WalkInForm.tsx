import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef, type FormEvent } from 'react';
import type { WalkInAnswer, WalkInTime } from '#contract/desk.ts';
import { clock, dotted, money } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { initials, modeWord } from '../../../i18n/meeting-words.ts';
import {
  byId,
  useCatalogue,
  type CatalogueBranch,
  type CatalogueService,
} from '../../../platform/queries/catalogue-query.ts';
import { useWalkInTimes, type useWalkIn } from '../../../platform/queries/staff/desk-queries.ts';
import { HereAgain } from '../../../staff/look/HereAgain.tsx';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { useDraft } from '../../../staff/use-draft.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import {
  KEPT_MS,
  choiceOf,
  firstChoice,
  inputOf,
  offered,
  rememberService,
  timeOf,
  type WalkInChoice,
} from './walk-in-choice.ts';

/** Enter takes what is chosen: the last service asked for, now if anybody is free, else the soonest. */
export function WalkInForm(props: {
  branch: CatalogueBranch;
  services: CatalogueService[];
  patron?: string;
  walkIn: ReturnType<typeof useWalkIn>;
  onTaken: (answer: WalkInAnswer) => void;
}) {
  const { branch, services, patron, walkIn, onTaken } = props;
  const { t } = useLingui();
  const first = firstChoice(services) as WalkInChoice;
  const [choice, setChoice, clear, source] = useDraft(`walk-in ${patron ?? ''}`, first, { keptMs: KEPT_MS });
  const form = useRef<HTMLFormElement>(null);
  const service = byId(services, choice.service);
  const { mode, people } = choice;
  const times = useWalkInTimes({ branch: branch.id, service: choice.service, mode, people });
  const { now, later } = offered(times.data ?? { now: [], later: [] });
  const { time, isGone } = timeOf(choice.time, { now, later });
  const isNow = time !== undefined && now.includes(time);
  const change = (next: Partial<WalkInChoice>) => {
    walkIn.reset();
    setChoice({ ...choice, ...next });
  };

  useEffect(() => {
    // After the dialog has opened: from here Enter is enough.
    queueMicrotask(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus());
  }, [source]);

  const take = (event: FormEvent) => {
    event.preventDefault();
    if (!time || walkIn.isPending) return;
    rememberService(choice.service);
    walkIn.mutate(inputOf(choice, time, isNow, branch.id, patron), {
      onSuccess: (answer) => {
        onTaken(answer);
        clear();
      },
    });
  };
  const price = times.data && times.data.price.amount > 0 ? money(times.data.price) : undefined;

  return (
    <form ref={form} className="stack" onSubmit={take}>
      {source === 'kept' && <HereAgain onAnew={clear} />}
      <ServiceChoice services={services} chosen={choice.service} onChoose={(one) => change(choiceOf(one))} />
      {service && (service.modes.length > 1 || service.people.max > 1) && (
        <div className="row">
          {service.modes.length > 1 && (
            <Segmented
              legend={t`How to meet`}
              value={mode}
              onChange={(next) => change({ mode: next, time: undefined })}
              options={service.modes.map((value) => ({ value, label: modeWord(value) }))}
            />
          )}
          {service.people.max > 1 && (
            <Choice
              label={t`How many come`}
              value={String(people)}
              onChange={(next) => change({ people: Number(next), time: undefined })}
              options={countsOf(service).map((count) => ({
                value: String(count),
                label: plural(count, { one: '# person', other: '# people' }),
              }))}
            />
          )}
        </div>
      )}
      <Refused error={times.error} />
      {times.data && isGone && now.length + later.length > 0 && (
        <Banner kind="warn" isRefusal>
          <Trans>The time you had chosen is not free any more. Choose another.</Trans>
        </Banner>
      )}
      {times.data && now.length + later.length === 0 && (
        <p className="sec" role="status">
          <Trans>
            Nobody is free today any more. An appointment on another day can be made under “Find a booking”.
          </Trans>
        </p>
      )}
      <TimeChoice
        {...{ now, later }}
        chosen={time}
        onChoose={({ counsellor, startsAt }, isChosenNow) =>
          change({ time: { isNow: isChosenNow, counsellor, startsAt } })
        }
      />
      {!patron && (
        <Field
          label={t`Name to call them by (optional)`}
          hint={t`Left empty, they get a word such as “Heron”. No real name is needed.`}
          maxLength={40}
          autoComplete="off"
          value={choice.alias}
          onChange={(event) => change({ alias: event.target.value })}
        />
      )}
      <Refused error={walkIn.error} />
      <button
        type="submit"
        className="btn pri big full"
        disabled={!time}
        aria-busy={walkIn.isPending || times.isFetching}
      >
        {walkIn.isPending || (times.isPending && !time) ? (
          <Trans>One moment</Trans>
        ) : !time ? (
          isGone ? (
            <Trans>Choose a time</Trans>
          ) : (
            <Trans>No free time</Trans>
          )
        ) : isNow ? (
          dotted([t`Take it now`, price])
        ) : (
          dotted([t`Take ${clock(time.localStart)}`, price])
        )}
      </button>
    </form>
  );
}

function countsOf({ people: { min, max } }: CatalogueService): number[] {
  return Array.from({ length: Math.min(max, 12) - min + 1 }, (_, step) => min + step);
}

function ServiceChoice(props: {
  services: CatalogueService[];
  chosen: string;
  onChoose: (service: CatalogueService) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="ask">
        <Trans>What they ask for</Trans>
      </legend>
      <div className="chips">
        {props.services.map((service) => (
          <label key={service.id} className="chip">
            <input
              type="radio"
              className="vh"
              name={name}
              checked={service.id === props.chosen}
              onChange={() => props.onChoose(service)}
            />
            {say(service.name)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TimeChoice(props: {
  now: WalkInTime[];
  later: WalkInTime[];
  chosen: WalkInTime | undefined;
  onChoose: (time: WalkInTime, isNow: boolean) => void;
}) {
  const { now, later, chosen, onChoose } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const name = useId();
  if (now.length + later.length === 0) return null;

  const chip = (time: WalkInTime, word: string, isNow: boolean) => (
    <label key={`${word} ${time.startsAt} ${time.counsellor}`} className="chip">
      <input type="radio" className="vh" name={name} checked={time === chosen} onChange={() => onChoose(time, isNow)} />
      <b>{word}</b>
      <span>
        {dotted([
          say(byId(catalogue?.rooms, time.room)?.name),
          initials(byId(catalogue?.counsellors, time.counsellor)?.name ?? { en: '' }),
        ])}
      </span>
    </label>
  );
  return (
    <fieldset>
      <legend className="ask">
        <Trans>When</Trans>
      </legend>
      <div className="chips">
        {now.map((time) => chip(time, t`Now`, true))}
        {later.map((time) => chip(time, clock(time.localStart), false))}
      </div>
    </fieldset>
  );
}
