import { Trans } from '@lingui/react/macro';
import type { OldCrisisLine } from '#contract/oversight/crisis-lines.ts';
import { fullDate, phoneDigits } from '../../../i18n/format.ts';
import { say } from '../../../i18n/i18n.ts';
import { byId, useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useOldCrisisLines } from '../../../platform/queries/staff/people-queries.ts';
import { Banner } from '../../../ui/Banner.tsx';

/** Numbers for urgent help that nobody has called for over six months. Patrons see them all the same, so it does not hurry. */
export function OldNumbers() {
  const lines = useOldCrisisLines().data?.lines ?? [];
  if (lines.length === 0) return null;
  return (
    <Banner kind="info" title={<Trans>Numbers for urgent help want checking</Trans>}>
      {lines.map((line) => (
        <OldNumber key={`${line.branch} ${line.phone}`} {...line} />
      ))}
      <span className="blk">
        <Trans>Call each of them, then import the network file with the day on which you did.</Trans>
      </span>
    </Banner>
  );
}

function OldNumber({ branch, label, phone, checkedOn }: OldCrisisLine) {
  const catalogue = useCatalogue();
  const place = say(byId(catalogue?.branches, branch)?.name);
  const line = say(label);
  const day = fullDate(checkedOn);
  return (
    <span className="blk">
      <Trans>
        {place}: {line}, <bdi dir="ltr">{phoneDigits(phone)}</bdi>, last checked on {day}
      </Trans>
    </span>
  );
}
