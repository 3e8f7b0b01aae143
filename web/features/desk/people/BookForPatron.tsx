import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { Slot } from '#contract/slots.ts';
import type { Feature, Mode } from '#domain/network.ts';
import { say } from '../../../i18n/i18n.ts';
import { modeWord } from '../../../i18n/meeting-words.ts';
import {
  useCatalogue,
  type CatalogueBranch,
  type CatalogueService,
} from '../../../platform/queries/catalogue-query.ts';
import { useDeskHold } from '../../../platform/queries/staff/desk-queries.ts';
import { problemOf } from '../../../platform/problem.ts';
import { SlotChooser } from '../../../slots/SlotChooser.tsx';
import { OtherTimes } from '../../../slots/rows/OtherTimes.tsx';
import { needWord } from '../../../staff/look/Needs.tsx';
import { Refused } from '../../../staff/look/NeedsNetwork.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { HeldForPatron } from './HeldForPatron.tsx';

interface Wish {
  service: CatalogueService;
  mode: Mode;
  people: number;
  features: Feature[];
}

const wishOf = (service: CatalogueService): Wish => ({
  service,
  mode: service.modes.includes('room') ? 'room' : (service.modes[0] ?? 'room'),
  people: service.people.min,
  features: [],
});

/** The same times as patrons see, taken for somebody who stands at the counter or is on the phone. */
export function BookForPatron(props: { patron: string; branch: CatalogueBranch; onDone: () => void }) {
  const { patron, branch, onDone } = props;
  const { t } = useLingui();
  const catalogue = useCatalogue();
  const services = (catalogue?.services ?? []).filter(({ branches }) => branches.includes(branch.id));
  const [wish, setWish] = useState<Wish>();
  const [code, setCode] = useState('');
  const hold = useDeskHold();
  const [taking, setTaking] = useState<string>();
  const name = useId();

  if (hold.data) return <HeldForPatron held={hold.data} onOther={hold.reset} onDone={onDone} />;

  const take = ({ startsAt, mode }: Slot) => {
    if (!wish) return;
    const { service, people, features } = wish;
    setTaking(startsAt);
    hold.mutate(
      {
        patron,
        service: service.id,
        branch: branch.id,
        mode,
        startsAt,
        people,
        ...(mode === 'room' && features.length > 0 && { features }),
        ...(code.trim() !== '' && { codes: [code.trim()] }),
      },
      { onSettled: () => setTaking(undefined) },
    );
  };
  const alternatives = (hold.error && (problemOf(hold.error).facts['alternatives'] as Slot[] | undefined)) ?? [];

  return (
    <section className="stack">
      <h2>
        <Trans>Book an appointment</Trans>
      </h2>
      <fieldset>
        <legend className="ask">
          <Trans>What they ask for</Trans>
        </legend>
        <div className="chips">
          {services.map((service) => (
            <label key={service.id} className="chip">
              <input
                type="radio"
                className="vh"
                name={name}
                checked={service.id === wish?.service.id}
                onChange={() => setWish(wishOf(service))}
              />
              {say(service.name)}
            </label>
          ))}
        </div>
      </fieldset>
      {wish && (
        <>
          <Wishes wish={wish} needs={needsAt(branch.id)} onChange={(change) => setWish({ ...wish, ...change })} />
          <Field
            label={t`Partner’s code (optional)`}
            autoComplete="off"
            dir="ltr"
            maxLength={64}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Refused error={hold.error} />
          {alternatives.length > 0 && (
            <OtherTimes slots={alternatives} service={wish.service} taking={taking} onTake={take} />
          )}
          <SlotChooser
            {...wish}
            branch={branch}
            onTake={take}
            taking={taking}
            takeWord={(time) => t`Take ${time}`}
            onMode={(mode) => setWish({ ...wish, mode })}
          />
        </>
      )}
      <button type="button" className="btn start" onClick={onDone}>
        <Trans>Let it be</Trans>
      </button>
    </section>
  );

  function needsAt(id: string): Feature[] {
    const rooms = (catalogue?.rooms ?? []).filter((room) => room.branch === id);
    const asked: Feature[] = ['step-free', 'hearing-loop', 'quiet-entrance', 'child-friendly'];
    return asked.filter((feature) => rooms.some(({ features }) => features.includes(feature)));
  }
}

function Wishes(props: { wish: Wish; needs: Feature[]; onChange: (change: Partial<Wish>) => void }) {
  const { wish, needs, onChange } = props;
  const { t } = useLingui();
  const { service, mode, people, features } = wish;
  const { min, max } = service.people;
  return (
    <>
      {service.modes.length > 1 && (
        <Segmented
          legend={t`How to meet`}
          value={mode}
          onChange={(next) => onChange({ mode: next })}
          options={service.modes.map((value) => ({ value, label: modeWord(value) }))}
        />
      )}
      {max > min && (
        <Choice
          label={t`How many come`}
          value={String(people)}
          onChange={(next) => onChange({ people: Number(next) })}
          options={Array.from({ length: Math.min(max, 12) - min + 1 }, (_, step) => ({
            value: String(min + step),
            label: plural(min + step, { one: '# person', other: '# people' }),
          }))}
        />
      )}
      {mode === 'room' && needs.length > 0 && (
        <div className="chips">
          {needs.map((need) => (
            <Chip
              key={need}
              checked={features.includes(need)}
              onChange={(on) =>
                onChange({ features: on ? [...features, need] : features.filter((one) => one !== need) })
              }
            >
              {needWord(need)}
            </Chip>
          ))}
        </div>
      )}
    </>
  );
}
