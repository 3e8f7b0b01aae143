import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { OwnReach } from '#contract/account/reach.ts';
import { MESSAGE_LEVELS, type MessageLevel } from '#domain/message/message-kind.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { MessagePicture } from './MessagePicture.tsx';
import type { Choose } from './use-choose.ts';

/** How much a message gives away, each shown as the very message that would come. */
export function LevelCards({ own, choose }: { own: OwnReach; choose: Choose }) {
  const { reach, preview } = own;
  const kind = own.contacts.find(({ id }) => id === reach.contact)?.kind ?? 'phone';
  return (
    <fieldset>
      <legend className="legend">
        <Trans>What a message says</Trans>
      </legend>
      <p className="sec" style={{ marginBlockEnd: 'var(--s3)' }}>
        <Trans>Never what it is about, with whom, or your name. This is how it would stand on a locked phone:</Trans>
      </p>
      <div className="stack">
        {MESSAGE_LEVELS.map((level) => (
          <LevelCard key={level} level={level} isChosen={level === reach.level} onChoose={() => choose({ level })}>
            {level !== 'none' && (
              <MessagePicture
                kind={kind}
                subject={preview.subject}
                text={preview.texts[level].reminder}
                locale={reach.locale}
              />
            )}
          </LevelCard>
        ))}
      </div>
      {preview.isExample && (
        <p className="meta" style={{ marginBlockStart: 'var(--s2)' }}>
          <Trans>You have no appointment yet: day, time and place are an example.</Trans>
        </p>
      )}
      {reach.level !== 'none' && <OtherMessages own={own} level={reach.level} />}
    </fieldset>
  );
}

/** All of a card can be pressed; it is called by its words, and described by its message. */
function LevelCard(props: { level: MessageLevel; isChosen: boolean; onChoose: () => void; children: ReactNode }) {
  const { level, isChosen, onChoose, children } = props;
  const [words, message] = [`level-${level}-words`, `level-${level}`];
  return (
    <label
      className="opt"
      style={{
        flexDirection: 'column',
        alignItems: 'stretch',
        gap: 'var(--s2)',
        padding: 'var(--s3)',
        border: isChosen ? '1px solid var(--accent)' : 'var(--line)',
        borderRadius: 'var(--r2)',
        ...(isChosen && { boxShadow: 'inset 0 0 0 1px var(--accent)', background: 'var(--accent-wash)' }),
      }}
    >
      <span className="row" style={{ flexWrap: 'nowrap' }}>
        <input
          type="radio"
          name="level"
          checked={isChosen}
          onChange={onChoose}
          aria-labelledby={words}
          aria-describedby={message}
        />
        <span id={words}>
          <LevelWords level={level} />
        </span>
      </span>
      <span id={message}>{children}</span>
    </label>
  );
}

function LevelWords({ level }: { level: MessageLevel }) {
  switch (level) {
    case 'discreet':
      return (
        <Words name={<Trans>Discreet</Trans>}>
          <Trans>The same sentence, whatever it is about.</Trans>
        </Words>
      );
    case 'time':
      return (
        <Words name={<Trans>With the time</Trans>}>
          <Trans>When you are expected.</Trans>
        </Words>
      );
    case 'place':
      return (
        <Words name={<Trans>With time and place</Trans>}>
          <Trans>When you are expected, and where.</Trans>
        </Words>
      );
    case 'none':
      return (
        <Words name={<Trans>Not at all</Trans>}>
          <Trans>No message comes, whatever changes. Your appointments stand under “My bookings”.</Trans>
        </Words>
      );
    default:
      return level satisfies never;
  }
}

function Words({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <b>{name}</b>
      <span className="meta">{children}</span>
    </>
  );
}

/** What else may come, word for word, for the level that is chosen. */
function OtherMessages({ own, level }: { own: OwnReach; level: Exclude<MessageLevel, 'none'> }) {
  const { reach, preview } = own;
  const texts = preview.texts[level];
  return (
    <details style={{ marginBlockStart: 'var(--s2)' }}>
      <summary>
        <Trans>When messages come</Trans>
        <Icon name="down" small />
      </summary>
      <dl className="stack" style={{ gap: 'var(--s2)', fontSize: 'var(--t-sm)' }}>
        <Said text={texts.reminder} locale={reach.locale}>
          <Trans>A day before:</Trans>
        </Said>
        <Said text={texts.booked} locale={reach.locale}>
          <Trans>Somebody of the library booked for you:</Trans>
        </Said>
        <Said text={texts.changed} locale={reach.locale}>
          <Trans>Somebody else changed the time or the room:</Trans>
        </Said>
        <Said text={texts.called_off} locale={reach.locale}>
          <Trans>It does not take place:</Trans>
        </Said>
      </dl>
    </details>
  );
}

function Said({ text, locale, children }: { text: string; locale: string; children: ReactNode }) {
  return (
    <div>
      <dt className="meta">{children}</dt>
      <dd lang={locale} dir="auto" style={{ margin: 0 }}>
        {text}
      </dd>
    </div>
  );
}
