import { Trans } from '@lingui/react/macro';
import { fullDate, phoneDigits } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import type { CatalogueBranch } from '../../platform/queries/catalogue-query.ts';
import { Icon } from '../../ui/Icon.tsx';

/** One library's lines, and the day on which somebody last made sure of them. */
export function CrisisLines({ branch, isFirst = false }: { branch: CatalogueBranch; isFirst?: boolean }) {
  const checkedOn = branch.crisis.map((line) => line.checkedOn).sort()[0];
  return (
    <section style={{ marginBlock: 'var(--s3)' }}>
      {!isFirst && <h3>{say(branch.city)}</h3>}
      <ul className="lines">
        {branch.crisis.map(({ phone, label }, place) => (
          <li key={phone} className="row between" style={{ paddingBlock: 'var(--s2)' }}>
            <span
              className="grow"
              style={{ fontSize: 'var(--t-sm)', lineHeight: 'var(--lh)', fontWeight: 600, flexBasis: '8rem' }}
            >
              {say(label)}
            </span>
            <a
              className={isFirst && place === 0 ? 'btn pri call' : 'btn call'}
              href={`tel:${phone.replaceAll(' ', '')}`}
            >
              <Icon name="phone" small />
              <bdi dir="ltr" className="nowrap">
                {phoneDigits(phone)}
              </bdi>
            </a>
          </li>
        ))}
      </ul>
      {checkedOn && (
        <p className="meta">
          <Trans>
            For {say(branch.city)}. Numbers checked on {fullDate(checkedOn)}.
          </Trans>
        </p>
      )}
    </section>
  );
}
