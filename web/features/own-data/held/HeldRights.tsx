import { Trans, useLingui } from '@lingui/react/macro';
import type { OwnData } from '#contract/account/own-data.ts';
import { dateAt, fullDate } from '../../../i18n/format.ts';
import { Fact, Facts, HeldPart } from './HeldPart.tsx';

/** Reduced prices, what was agreed to, and children. */
export function HeldRights({ held, isPatron }: { held: OwnData; isPatron: boolean }) {
  const { t } = useLingui();
  const { entitlements, consents, children, merges } = held;
  return (
    <>
      {entitlements.length > 0 && (
        <HeldPart title={t`Reduced prices`} change="at-the-desk">
          <Facts>
            {entitlements.map(({ name, until, endedAt, recordedAt }) => (
              <Fact key={`${name} ${recordedAt}`} name={name}>
                {endedAt ? t`ended on ${fullDate(dateAt(endedAt))}` : t`until ${fullDate(until)}`}
              </Fact>
            ))}
          </Facts>
        </HeldPart>
      )}
      {isPatron && (
        <HeldPart title={t`What you agreed to`} change={consents.length > 0 ? '/you' : undefined}>
          <Facts>
            {consents.length === 0 && <Fact name={<Trans>Consent</Trans>}>{t`None so far`}</Fact>}
            {consents.map(({ version, givenAt, withdrawnAt }) => (
              <Fact key={givenAt} name={fullDate(dateAt(givenAt))}>
                {withdrawnAt ? (
                  <Trans>
                    Text <bdi dir="ltr">{version}</bdi>, withdrawn on {fullDate(dateAt(withdrawnAt))}
                  </Trans>
                ) : (
                  <Trans>
                    Text <bdi dir="ltr">{version}</bdi>
                  </Trans>
                )}
              </Fact>
            ))}
          </Facts>
        </HeldPart>
      )}
      {children.length > 0 && (
        <HeldPart title={t`Children you book for`} change="/you/people">
          <Facts>
            {children.map(({ initials, since }) => (
              <Fact key={initials} name={<bdi>{initials}</bdi>}>
                {t`since ${fullDate(dateAt(since))}`}
              </Fact>
            ))}
          </Facts>
        </HeldPart>
      )}
      {merges.length > 0 && (
        <HeldPart title={t`Joined records`} change={undefined}>
          <Facts>
            {merges.map(({ library, mergedAt, undoneAt }) => (
              <Fact key={mergedAt} name={library}>
                {undoneAt ? t`undone on ${fullDate(dateAt(undoneAt))}` : t`on ${fullDate(dateAt(mergedAt))}`}
              </Fact>
            ))}
          </Facts>
        </HeldPart>
      )}
    </>
  );
}
