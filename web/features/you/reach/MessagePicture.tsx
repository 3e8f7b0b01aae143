import { Trans } from '@lingui/react/macro';
import type { OwnContact } from '#contract/sign-in.ts';
import type { Locale } from '#domain/ids.ts';
import { directionOf } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';

/** A message as a phone shows it to everybody: who it is from, now, and the text in the language that it will have. */
export function MessagePicture(props: { kind: OwnContact['kind']; subject: string; text: string; locale: Locale }) {
  const { kind, subject, text, locale } = props;
  // What a phone shows of a mail: its subject, then how it begins. Where both are the same, nobody writes it twice.
  const isRepeated = kind === 'phone' || subject === text;
  return (
    <span
      className="blk"
      style={{
        padding: 'var(--s2) var(--s3)',
        border: 'var(--hair)',
        borderRadius: 'var(--r3)',
        background: 'var(--leaf)',
        boxShadow: 'var(--lift-1)',
      }}
    >
      <span className="row between" style={{ fontSize: 'var(--t-xs)', color: 'var(--ink-3)' }}>
        <span className="row" style={{ gap: 'var(--s1)' }}>
          <Icon name={kind === 'phone' ? 'phone' : 'bell'} small />
          {kind === 'phone' ? <Trans>Text message</Trans> : <Trans>E-mail</Trans>}
        </span>
        <Trans>now</Trans>
      </span>
      <span className="blk" lang={locale} dir={directionOf(locale)}>
        {!isRepeated && <b className="blk">{subject}</b>}
        {text}
      </span>
    </span>
  );
}
