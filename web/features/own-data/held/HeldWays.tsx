import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { OwnData } from '#contract/account/own-data.ts';
import { clockAt, dateAt, dotted, fullDate } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { methodOf } from '../own-data-words.ts';
import { Fact, Facts, HeldPart } from './HeldPart.tsx';

/** By what one signs in, and where one was signed in. */
export function HeldWays({ held }: { held: OwnData }) {
  const { t } = useLingui();
  const { cards, passkeys, passwordSince, codeGeneratorSince, recoveryCodesLeft, provider } = held.waysToSignIn;
  const since = (at: string | undefined) => at && t`since ${fullDate(dateAt(at))}`;
  return (
    <HeldPart title={t`How you sign in`} change="/you/security">
      <Facts>
        <Fact name={<Trans>Card and PIN</Trans>}>{since(cards[0]?.since)}</Fact>
        <Fact name={<Trans>Password</Trans>}>{since(passwordSince)}</Fact>
        <Fact name={<Trans>Codes from a phone</Trans>}>{since(codeGeneratorSince)}</Fact>
        <Fact name={<Trans>Recovery codes</Trans>}>
          {recoveryCodesLeft !== undefined && <Plural value={recoveryCodesLeft} one="# left" other="# left" />}
        </Fact>
        <Fact name={<Trans>Passkeys</Trans>}>{dotted(passkeys.map((one) => one.name))}</Fact>
        <Fact name={<Trans>Linked with</Trans>}>{dotted(provider.map((one) => one.name))}</Fact>
      </Facts>
      <details>
        <summary>
          <Icon name="down" small />
          <Plural value={held.signIns.length} one="# sign-in" other="# sign-ins" />
        </summary>
        <ul className="lines">
          {held.signIns.map((one) => (
            <li key={`${one.begunAt} ${one.lastSeenAt}`} style={{ paddingBlock: 'var(--s2)', fontSize: 'var(--t-sm)' }}>
              <span className="blk">{dotted([one.device ?? t`A device without a name`, methodOf(one.by)])}</span>
              <span className="meta blk">{dotted([fullDate(dateAt(one.begunAt)), clockAt(one.begunAt)])}</span>
            </li>
          ))}
        </ul>
      </details>
    </HeldPart>
  );
}
