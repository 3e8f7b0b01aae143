import { Trans, useLingui } from '@lingui/react/macro';
import type { OwnData } from '#contract/account/own-data.ts';
import { dateAt, dotted, fullDate, languageName } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { roleOf } from '../own-data-words.ts';
import { Fact, Facts, HeldPart } from './HeldPart.tsx';
import { OwnAlias } from './OwnAlias.tsx';

/** Who one is here. */
export function HeldPerson({ held, isPatron }: { held: OwnData; isPatron: boolean }) {
  const { t } = useLingui();
  const { name, alias, locale, library, since } = held.person;
  const { cards } = held.waysToSignIn;
  const roles = held.roles.filter(({ role, until }) => role !== 'patron' && until === undefined);
  const told = roles.map((one) => [roleOf(one.role), one.library].filter(Boolean).join(', '));
  return (
    <HeldPart title={t`About you`} change="at-the-desk">
      <Facts>
        <Fact name={<Trans>Name</Trans>}>{say(name) || t`None: you are known without one`}</Fact>
        <Fact name={<Trans>Called</Trans>}>{isPatron && <OwnAlias alias={alias} />}</Fact>
        <Fact name={<Trans>Card number</Trans>}>{cards.length > 0 && <CardNumbers cards={cards} />}</Fact>
        <Fact name={<Trans>Language</Trans>}>{languageName(locale)}</Fact>
        <Fact name={<Trans>Library</Trans>}>{library}</Fact>
        <Fact name={<Trans>Known since</Trans>}>{fullDate(dateAt(since))}</Fact>
        <Fact name={<Trans>Works here as</Trans>}>{!isPatron && dotted(told)}</Fact>
      </Facts>
    </HeldPart>
  );
}

function CardNumbers({ cards }: { cards: OwnData['waysToSignIn']['cards'] }) {
  return cards.map(({ number }) => (
    <span key={number} className="blk">
      <bdi dir="ltr">{number}</bdi>
    </span>
  ));
}
